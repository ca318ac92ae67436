// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words of the control processor's instructions. (clang is the independent
// encoder, in the tests against QEMU.)
#pragma once

#include "isa/tcp/TcpDecode.h"

#include <cstdint>

namespace alcyone::tests {

struct Fields {
  uint32_t rd = 0, rs1 = 0, rs2 = 0;
  int32_t imm = 0; // for U the upper 20 bits, for B and J the distance in bytes
};

inline uint32_t encode(const isa::TcpInstructionInfo &row, Fields fields) {
  using isa::TcpFormat;
  const auto imm = static_cast<uint32_t>(fields.imm);
  const uint32_t rd = fields.rd << 7, rs1 = fields.rs1 << 15,
                 rs2 = fields.rs2 << 20;
  const auto field = [imm](unsigned high, unsigned low, unsigned at) {
    return (imm >> low & ((1u << (high - low + 1)) - 1)) << at;
  };
  switch (row.format) {
  case TcpFormat::R:
    return row.match | rd | rs1 | rs2;
  case TcpFormat::I:
  case TcpFormat::Shift6:
  case TcpFormat::Shift5:
    return row.match | rd | rs1 | imm << 20;
  case TcpFormat::S:
    return row.match | rs1 | rs2 | field(11, 5, 25) | field(4, 0, 7);
  case TcpFormat::B:
    return row.match | rs1 | rs2 | field(12, 12, 31) | field(10, 5, 25) |
           field(4, 1, 8) | field(11, 11, 7);
  case TcpFormat::U:
    return row.match | rd | imm << 12;
  case TcpFormat::J:
    return row.match | rd | field(20, 20, 31) | field(10, 1, 21) |
           field(11, 11, 20) | field(19, 12, 12);
  case TcpFormat::Fence:
  case TcpFormat::System:
    return row.match;
  }
  return 0;
}

} // namespace alcyone::tests
