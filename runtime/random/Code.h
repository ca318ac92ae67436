// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Just enough of an RV64I assembler; the ISA manual, volume I, chapters 2
// and 5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace alcyone::random {

class Code {
public:
  std::vector<uint32_t> words;

  void addi(unsigned rd, unsigned rs1, int64_t value) {
    emit(field(value) << 20 | rs1 << 15 | rd << 7 | 0x13);
  }
  void slli(unsigned rd, unsigned rs1, unsigned amount) {
    emit(amount << 20 | rs1 << 15 | 1 << 12 | rd << 7 | 0x13);
  }
  void add(unsigned rd, unsigned rs1, unsigned rs2) {
    emit(rs2 << 20 | rs1 << 15 | rd << 7 | 0x33);
  }
  void lui(unsigned rd, int64_t upper) {
    emit((uint32_t(upper) & 0xFFFFF) << 12 | rd << 7 | 0x37);
  }
  void jalr(unsigned rd, unsigned rs1) { emit(rs1 << 15 | rd << 7 | 0x67); }
  // Backwards, at most 4 KiB; words from the target to here.
  void bnez(unsigned rs1, size_t back) {
    const uint32_t offset = 0 - uint32_t(4 * back);
    emit((offset >> 12 & 1) << 31 | (offset >> 5 & 0x3F) << 25 | rs1 << 15 |
         1 << 12 | (offset >> 1 & 0xF) << 8 | (offset >> 11 & 1) << 7 | 0x63);
  }
  // Unsigned; bytes is 1, 2, 4 or 8.
  void load(unsigned bytes, unsigned rd, int64_t offset, unsigned rs1) {
    const uint32_t width = log2(bytes) | (bytes < 8 ? 4 : 0);
    emit(field(offset) << 20 | rs1 << 15 | width << 12 | rd << 7 | 0x03);
  }
  void store(unsigned bytes, unsigned rs2, int64_t offset, unsigned rs1) {
    const uint32_t bits = field(offset);
    emit((bits >> 5) << 25 | rs2 << 20 | rs1 << 15 | log2(bytes) << 12 |
         (bits & 31) << 7 | 0x23);
  }
  // Any value, in 1 to 8 instructions.
  void li(unsigned rd, uint64_t value) {
    const int64_t low = int64_t(value << 52) >> 52;
    const int64_t rest = int64_t(value - uint64_t(low));
    if (rest == 0)
      return addi(rd, 0, low);
    if (int64_t(int32_t(rest)) == rest) {
      lui(rd, rest >> 12);
    } else {
      li(rd, uint64_t(rest >> 12));
      slli(rd, rd, 12);
    }
    if (low)
      addi(rd, rd, low);
  }

private:
  void emit(uint32_t word) { words.push_back(word); }
  static uint32_t field(int64_t value) { return uint32_t(value) & 0xFFF; }
  static uint32_t log2(unsigned bytes) {
    return bytes == 8 ? 3 : bytes == 4 ? 2 : bytes == 2 ? 1 : 0;
  }
};

} // namespace alcyone::random
