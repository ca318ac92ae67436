// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The encoding of micro-instructions, and look-up in their table:
//   register:  [6:0] op [11:7] rd [17:12] ra [23:18] rb [29:24] rc [31:30] 0
//   immediate: [6:0] op [11:7] rd [27:12] imm [31:28] 0
#include "isa/generated/MicroInstructions.h"

#include <algorithm>
#include <array>

namespace alcyone::isa {

const MicroInfo *findMicro(uint8_t op) {
  static const auto byOp = [] {
    std::array<const MicroInfo *, 256> rows{};
    for (const MicroInfo &row : microInstructions())
      rows[uint8_t(row.op)] = &row;
    return rows;
  }();
  return byOp[op];
}

const MicroInfo *findMicro(std::string_view mnemonic) {
  auto rows = microInstructions();
  auto row = std::ranges::find(rows, mnemonic, &MicroInfo::name);
  return row == rows.end() ? nullptr : &*row;
}

uint32_t encodeMicro(const MicroInstruction &instruction) {
  const MicroInfo *row = findMicro(uint8_t(instruction.op));
  uint32_t word = uint32_t(instruction.op) | uint32_t(instruction.rd & 31) << 7;
  if (row && row->isImmediate())
    return word | uint32_t(instruction.imm) << 12;
  unsigned sources = row ? row->sources : 0;
  uint8_t source[] = {instruction.ra, instruction.rb, instruction.rc};
  for (unsigned i = 0; i < sources; ++i)
    word |= uint32_t(source[i] & 63) << (12 + 6 * i);
  return word;
}

std::optional<MicroInstruction> decodeMicro(uint32_t word) {
  const MicroInfo *row = findMicro(uint8_t(word & 0x7F));
  if (!row)
    return std::nullopt;
  MicroInstruction instruction{row->op, uint8_t(word >> 7 & 31)};
  if (row->isImmediate()) {
    instruction.imm = uint16_t(word >> 12);
  } else {
    uint8_t *source[] = {&instruction.ra, &instruction.rb, &instruction.rc};
    for (unsigned i = 0; i < row->sources; ++i)
      *source[i] = uint8_t(word >> (12 + 6 * i) & 63);
  }
  bool legal = instruction.ra < microSources && instruction.rb < microSources &&
               instruction.rc < microSources &&
               !(row->isStore() && instruction.rd > 1) &&
               encodeMicro(instruction) == word;
  return legal ? std::optional(instruction) : std::nullopt;
}

} // namespace alcyone::isa
