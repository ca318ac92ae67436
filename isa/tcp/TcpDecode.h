// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control processor's instructions as data, made from
// TcpInstructions.def: names, formats, classes and encodings, decoding and
// printing. Words that match no row decode to TcpOp::Illegal.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace alcyone::isa {

enum class TcpOp : uint8_t {
  Undecoded = 0, // a zeroed cache entry
  Illegal,
  EndOfMemory, // the entry behind the last word
#define ALC_TCP(name, mnemonic, format, kind, match) name,
#include "isa/tcp/TcpInstructions.def"
};

// Where the operands are, and which bits are fixed. Shift6 and Shift5 are I
// with a shift amount of that many bits; Fence ignores all of its fields, as
// the base ISA asks; System fixes every bit.
enum class TcpFormat : uint8_t {
  R,
  I,
  Shift6,
  Shift5,
  S,
  B,
  U,
  J,
  Fence,
  System
};

enum class TcpClass : uint8_t {
  Alu,
  Load,
  Store,
  Multiply,
  Divide,
  Branch,
  Trap
};

struct TcpInstructionInfo {
  TcpOp op;
  const char *mnemonic;
  TcpFormat format;
  TcpClass kind;
  uint32_t mask;
  uint32_t match;
};

// All instructions, in the order of TcpInstructions.def.
std::span<const TcpInstructionInfo> tcpInstructions();

// A decoded word. rd is 32 where the instruction writes x0 or nothing.
struct TcpDecoded {
  TcpOp op = TcpOp::Undecoded;
  uint8_t rd = 0;
  uint8_t rs1 = 0;
  uint8_t rs2 = 0;
  int32_t imm = 0; // U: the value with its low 12 bits zero
};
static_assert(sizeof(TcpDecoded) == 8);

TcpDecoded decodeTcp(uint32_t word);

// The row of a word, or null if it is illegal.
const TcpInstructionInfo *findTcpInstruction(uint32_t word);

// `addi x1, x2, -4`, `lw x1, 8(x2)`, `beq x1, x2, 0x40` (targets are absolute,
// for a word at pc), or `illegal 0x........`.
std::string printTcp(uint32_t word, uint64_t pc);

} // namespace alcyone::isa
