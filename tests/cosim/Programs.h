// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program whose every step is known: bytes go from L1 to L2, from there to
// HBM, and back to L1, in copies of 64 bytes on queues of their own.
#pragma once

#include "isa/support/AddressMap.h"
#include "runtime/random/Program.h"

namespace alcyone::tests {

inline constexpr unsigned l1Memory = 0, l2Memory = 1, hbmMemory = 2;
inline constexpr uint64_t copiedBytes = 64;
inline constexpr uint64_t source = 256, onTheWay = 512, back = 1024;

inline random::Operation copyOf(unsigned number, random::Bytes from,
                                random::Bytes to,
                                const random::Layout &layout) {
  isa::Copy copy;
  copy.src = layout.address(from.memory, from.begin);
  copy.dst = layout.address(to.memory, to.begin);
  copy.shape = {1, 1, 1, uint32_t(copiedBytes / 4)};
  copy.srcStride = copy.dstStride = {0, 0, 0, 4};
  copy.srcFormat = copy.dstFormat = isa::Format::Fp32;
  random::Operation operation;
  operation.number = number;
  operation.queue = isa::firstTdmaQueue + number;
  operation.instruction = copy;
  operation.reads = {from};
  operation.writes = {to};
  operation.salt = number;
  return operation;
}

inline random::RandomProgram threeCopies(const isa::Chip &chip) {
  random::RandomProgram program{random::Layout(chip), 1, {}};
  program.layout.bytes = 4096;
  const auto at = [](unsigned memory, uint64_t offset) {
    return random::Bytes{memory, offset, offset + copiedBytes};
  };
  program.operations = {
      copyOf(0, at(l1Memory, source), at(l2Memory, onTheWay), program.layout),
      copyOf(1, at(l2Memory, onTheWay), at(hbmMemory, onTheWay),
             program.layout),
      copyOf(2, at(hbmMemory, onTheWay), at(l1Memory, back), program.layout)};
  return program;
}

} // namespace alcyone::tests
