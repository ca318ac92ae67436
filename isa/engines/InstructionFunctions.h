// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can be done with engine instructions; part of
// isa/generated/Instructions.h. Implemented in isa/engines/Codec.cpp and
// isa/engines/Text.cpp.
#pragma once

#include "isa/generated/Instructions.h"

namespace alcyone::isa {

// Bytes of a descriptor with this opcode; 0 if the opcode is illegal.
unsigned descriptorSize(uint8_t opcode);

// The row of the table; null if there is none.
const InstructionInfo *findInstruction(uint8_t opcode);
const InstructionInfo *findInstruction(std::string_view mnemonic);

const InstructionInfo &info(const Instruction &instruction);
const Header &header(const Instruction &instruction);
Header &header(Instruction &instruction);

// Writes the descriptor, all its descriptorSize bytes.
void encode(const Instruction &instruction, uint8_t *out);

// Reads a descriptor. Needs one readable byte, and descriptorSize of them if
// that byte is a legal opcode. A bad opcode, enum value or flag, or a reserved
// byte that is not 0, is the fault IllegalInstruction with the opcode as its
// value; another version is UnsupportedVersion with the version as its value.
std::variant<Instruction, Fault> decode(const uint8_t *bytes);

// The same in place, without a copy; after a fault `instruction` is undefined.
Fault decode(const uint8_t *bytes, Instruction &instruction);

// The same for bytes that may end early, which is an IllegalInstruction.
std::variant<Instruction, Fault> decode(std::span<const uint8_t> bytes);

// `matmul a=0x100, m=64, aFormat=bf16`: fields at their defaults are left out.
std::string print(const Instruction &instruction);

// Reads what print writes; whitespace is free, numbers are decimal or 0x.
ParseResult<Instruction> parse(std::string_view text);

// `bf16`, `row_major`, ...
template <class Enum>
constexpr std::string_view caseText(Enum value, const EnumInfo &info) {
  for (const CaseInfo &row : info.cases)
    if (row.value == uint64_t(value))
      return row.text;
  return "?";
}
constexpr std::string_view name(Format format) {
  return caseText(format, formatInfo);
}

} // namespace alcyone::isa
