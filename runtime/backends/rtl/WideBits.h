// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields of packed structs at the ports of a Verilated model, whose words have
// 32 bits, the lowest first.
#pragma once

#include <verilated.h>

#include <cstdint>
#include <cstring>

namespace alcyone::runtime {

/// `width` bits from `low` on; width <= 64.
inline uint64_t bitsOf(const EData *words, unsigned low, unsigned width) {
  uint64_t value = 0;
  for (unsigned got = 0; got < width;) {
    const unsigned at = low + got, shift = at % 32;
    value |= uint64_t(words[at / 32] >> shift) << got;
    got += 32 - shift;
  }
  return width == 64 ? value : value & ((uint64_t(1) << width) - 1);
}

/// `count` bytes from bit `low` on.
inline void bytesOf(const EData *words, unsigned low, unsigned count,
                    uint8_t *out) {
  for (unsigned i = 0; i < count; i += 8) {
    const unsigned some = count - i < 8 ? count - i : 8;
    const uint64_t value = bitsOf(words, low + 8 * i, 8 * some);
    std::memcpy(out + i, &value, some);
  }
}

/// Puts `width` bits at `low`; they are 0 there. width <= 32.
inline void putBits(EData *words, unsigned low, unsigned width,
                    uint32_t value) {
  const unsigned shift = low % 32;
  words[low / 32] |= value << shift;
  if (shift + width > 32)
    words[low / 32 + 1] |= value >> (32 - shift);
}

} // namespace alcyone::runtime
