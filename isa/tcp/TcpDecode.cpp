// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/tcp/TcpDecode.h"

#include <array>
#include <cstdio>

namespace alcyone::isa {
namespace {

constexpr uint32_t fixedBits(TcpFormat format) {
  switch (format) {
  case TcpFormat::R:
  case TcpFormat::Shift5:
    return 0xfe00707f;
  case TcpFormat::Shift6:
    return 0xfc00707f;
  case TcpFormat::I:
  case TcpFormat::S:
  case TcpFormat::B:
  case TcpFormat::Fence:
    return 0x0000707f;
  case TcpFormat::U:
  case TcpFormat::J:
    return 0x0000007f;
  case TcpFormat::System:
    return 0xffffffff;
  }
  return 0;
}

constexpr TcpInstructionInfo rows[] = {
#define ALC_TCP(name, mnemonic, format, kind, match)                           \
  {TcpOp::name,                                                                \
   mnemonic,                                                                   \
   TcpFormat::format,                                                          \
   TcpClass::kind,                                                             \
   fixedBits(TcpFormat::format),                                               \
   match},
#include "isa/tcp/TcpInstructions.def"
};
constexpr unsigned rowCount = std::size(rows);

constexpr unsigned majorOpcode(uint32_t word) { return word >> 2 & 31; }

constexpr bool tableIsSound() {
  for (unsigned i = 0; i < rowCount; ++i) {
    if (rows[i].match & ~rows[i].mask || (rows[i].match & 3) != 3)
      return false;
    for (unsigned j = 0; j < i; ++j)
      if (((rows[i].match ^ rows[j].match) & rows[i].mask & rows[j].mask) == 0)
        return false;
  }
  return true;
}
static_assert(tableIsSound(), "two rows overlap, or a row sets operand bits");

/// rows of major opcode m are [firstRow[m], firstRow[m] + rowsOf[m]).
struct MajorOpcodeIndex {
  std::array<uint8_t, 32> firstRow{};
  std::array<uint8_t, 32> rowsOf{};
  bool isGrouped = true;
};

constexpr MajorOpcodeIndex indexRows() {
  MajorOpcodeIndex index;
  for (unsigned i = 0; i < rowCount; ++i) {
    const unsigned major = majorOpcode(rows[i].match);
    if (index.rowsOf[major] == 0)
      index.firstRow[major] = static_cast<uint8_t>(i);
    if (index.firstRow[major] + index.rowsOf[major] != static_cast<int>(i))
      index.isGrouped = false;
    ++index.rowsOf[major];
  }
  return index;
}
constexpr MajorOpcodeIndex majorIndex = indexRows();
static_assert(majorIndex.isGrouped, "rows of one major opcode stand together");

/// Bits [high, low] of word, moved to bit `to`.
constexpr uint32_t bits(uint32_t word, unsigned high, unsigned low,
                        unsigned to) {
  return (word >> low & ((1u << (high - low + 1)) - 1)) << to;
}

constexpr int32_t signExtend(uint32_t value, unsigned width) {
  return static_cast<int32_t>(value << (32 - width)) >> (32 - width);
}

constexpr int32_t immediate(TcpFormat format, uint32_t word) {
  switch (format) {
  case TcpFormat::I:
    return signExtend(word >> 20, 12);
  case TcpFormat::Shift6:
    return static_cast<int32_t>(word >> 20 & 63);
  case TcpFormat::Shift5:
    return static_cast<int32_t>(word >> 20 & 31);
  case TcpFormat::S:
    return signExtend(bits(word, 31, 25, 5) | bits(word, 11, 7, 0), 12);
  case TcpFormat::B:
    return signExtend(bits(word, 31, 31, 12) | bits(word, 7, 7, 11) |
                          bits(word, 30, 25, 5) | bits(word, 11, 8, 1),
                      13);
  case TcpFormat::U:
    return static_cast<int32_t>(word & 0xfffff000);
  case TcpFormat::J:
    return signExtend(bits(word, 31, 31, 20) | bits(word, 19, 12, 12) |
                          bits(word, 20, 20, 11) | bits(word, 30, 21, 1),
                      21);
  case TcpFormat::R:
  case TcpFormat::Fence:
  case TcpFormat::System:
    return 0;
  }
  return 0;
}

} // namespace

std::span<const TcpInstructionInfo> tcpInstructions() { return rows; }

const TcpInstructionInfo *findTcpInstruction(uint32_t word) {
  const unsigned major = majorOpcode(word);
  const TcpInstructionInfo *row = rows + majorIndex.firstRow[major];
  for (unsigned i = 0; i < majorIndex.rowsOf[major]; ++i, ++row)
    if ((word & row->mask) == row->match)
      return row;
  return nullptr;
}

TcpDecoded decodeTcp(uint32_t word) {
  const TcpInstructionInfo *info = findTcpInstruction(word);
  if (!info)
    return {.op = TcpOp::Illegal};
  TcpDecoded result{.op = info->op,
                    .rd = static_cast<uint8_t>(word >> 7 & 31),
                    .rs1 = static_cast<uint8_t>(word >> 15 & 31),
                    .rs2 = static_cast<uint8_t>(word >> 20 & 31),
                    .imm = immediate(info->format, word)};
  if (result.rd == 0)
    result.rd = 32;
  return result;
}

std::string printTcp(uint32_t word, uint64_t pc) {
  char text[64];
  const TcpInstructionInfo *info = findTcpInstruction(word);
  if (!info) {
    std::snprintf(text, sizeof(text), "illegal 0x%08x", word);
    return text;
  }
  const unsigned rd = word >> 7 & 31, rs1 = word >> 15 & 31,
                 rs2 = word >> 20 & 31;
  const int imm = immediate(info->format, word);
  const auto target = static_cast<unsigned long long>(
      pc + static_cast<uint64_t>(static_cast<int64_t>(imm)));
  const auto print = [&](const char *pattern, auto... operands) {
    const int length = std::snprintf(text, sizeof(text), "%s", info->mnemonic);
    std::snprintf(text + length, sizeof(text) - length, pattern, operands...);
    return std::string(text);
  };
  switch (info->format) {
  case TcpFormat::R:
    return print(" x%u, x%u, x%u", rd, rs1, rs2);
  case TcpFormat::I:
    if (info->kind == TcpClass::Load || info->op == TcpOp::Jalr)
      return print(" x%u, %d(x%u)", rd, imm, rs1);
    [[fallthrough]];
  case TcpFormat::Shift6:
  case TcpFormat::Shift5:
    return print(" x%u, x%u, %d", rd, rs1, imm);
  case TcpFormat::S:
    return print(" x%u, %d(x%u)", rs2, imm, rs1);
  case TcpFormat::B:
    return print(" x%u, x%u, 0x%llx", rs1, rs2, target);
  case TcpFormat::U:
    return print(" x%u, 0x%x", rd, static_cast<uint32_t>(imm) >> 12);
  case TcpFormat::J:
    return print(" x%u, 0x%llx", rd, target);
  case TcpFormat::Fence:
  case TcpFormat::System:
    break;
  }
  return info->mnemonic;
}

} // namespace alcyone::isa
