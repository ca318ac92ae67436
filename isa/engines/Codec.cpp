// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Encoding and decoding of any engine instruction, and look-up in their table.
#include "isa/engines/Codec.h"

#include <algorithm>

namespace alcyone::isa {

const InstructionInfo *findInstruction(uint8_t opcode) {
  static const auto byOpcode = [] {
    std::array<const InstructionInfo *, 256> rows{};
    for (const InstructionInfo &row : instructions())
      rows[uint8_t(row.opcode)] = &row;
    return rows;
  }();
  return byOpcode[opcode];
}

const InstructionInfo *findInstruction(std::string_view mnemonic) {
  auto rows = instructions();
  auto row = std::ranges::find(rows, mnemonic, &InstructionInfo::name);
  return row == rows.end() ? nullptr : &*row;
}

unsigned descriptorSize(uint8_t opcode) {
  const InstructionInfo *row = findInstruction(opcode);
  return row ? row->sizeBytes : 0;
}

const InstructionInfo &info(const Instruction &instruction) {
  return std::visit(
      [](const auto &inst) -> const InstructionInfo & {
        return *findInstruction(uint8_t(inst.opcode));
      },
      instruction);
}

const Header &header(const Instruction &instruction) {
  return std::visit(
      [](const auto &inst) -> const Header & { return inst.header; },
      instruction);
}

Header &header(Instruction &instruction) {
  return std::visit([](auto &inst) -> Header & { return inst.header; },
                    instruction);
}

void encode(const Instruction &instruction, uint8_t *out) {
  std::visit([out](const auto &inst) { codec::encode(inst, out); },
             instruction);
}

// Tries each alternative of the variant in turn.
template <class... Inst>
static Fault decodeOneOf(const uint8_t *bytes, std::variant<Inst...> &out) {
  uint8_t opcode = bytes[Header::opcodeOffset];
  Fault fault{FaultCode::IllegalInstruction, opcode};
  auto attempt = [&]<class T>(std::type_identity<T>) {
    if (opcode != uint8_t(T::opcode))
      return false;
    fault = codec::decode(bytes, out.template emplace<T>());
    return true;
  };
  (void)(attempt(std::type_identity<Inst>()) || ...);
  return fault;
}

Fault decode(const uint8_t *bytes, Instruction &instruction) {
  return decodeOneOf(bytes, instruction);
}

std::variant<Instruction, Fault> decode(const uint8_t *bytes) {
  Instruction instruction;
  if (Fault fault = decode(bytes, instruction))
    return fault;
  return instruction;
}

std::variant<Instruction, Fault> decode(std::span<const uint8_t> bytes) {
  if (bytes.empty())
    return Fault{FaultCode::IllegalInstruction, 0};
  if (bytes.size() < descriptorSize(bytes[0]))
    return Fault{FaultCode::IllegalInstruction, bytes[0]};
  return decode(bytes.data());
}

} // namespace alcyone::isa
