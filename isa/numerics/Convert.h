// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversions between FP32 and BF16 as bits. They do not depend on the host's
// floating-point environment.
#pragma once

#include <cstdint>

namespace alcyone::isa {

inline constexpr uint32_t canonicalNanFp32 = 0x7FC00000;
inline constexpr uint16_t canonicalNanBf16 = 0x7FC0;

// A subnormal to the zero of its sign.
constexpr uint32_t flushFp32(uint32_t bits) {
  return (bits & 0x7F800000) ? bits : bits & 0x80000000;
}
constexpr bool isNanFp32(uint32_t bits) {
  return (bits & 0x7FFFFFFF) > 0x7F800000;
}

// Subnormals to zero, round to nearest even, canonical NaN.
constexpr uint16_t bf16FromFp32(uint32_t bits) {
  if (isNanFp32(bits))
    return canonicalNanBf16;
  bits = flushFp32(bits);
  return uint16_t((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
}

// Subnormals to zero, canonical NaN; otherwise exact.
constexpr uint32_t fp32FromBf16(uint16_t bits) {
  const uint32_t wide = uint32_t(bits) << 16;
  return isNanFp32(wide) ? canonicalNanFp32 : flushFp32(wide);
}

// The same for `count` adjacent elements. The two ranges do not overlap.
void bf16FromFp32(const void *fp32, void *bf16, uint64_t count);
void fp32FromBf16(const void *bf16, void *fp32, uint64_t count);

} // namespace alcyone::isa
