// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FP32 arithmetic of the ISA on bits: exact fixed-point numbers of 640 bits,
// rounded once. Slow and independent of the host's floating point and of
// isa/semantics, so that both can be held against it.
#pragma once

#include <cstdint>

namespace alcyone::reference {

inline constexpr uint32_t canonicalNan = 0x7FC00000;
inline constexpr uint32_t infinity = 0x7F800000;

constexpr bool isNan(uint32_t x) { return (x & 0x7FFFFFFF) > infinity; }
constexpr bool isInfinite(uint32_t x) { return (x & 0x7FFFFFFF) == infinity; }
constexpr bool isNegative(uint32_t x) { return x >> 31; }
// A subnormal as the zero of its sign.
constexpr uint32_t flush(uint32_t x) {
  return (x & 0x7F800000) ? x : x & 0x80000000;
}
constexpr bool isZero(uint32_t x) { return (flush(x) & 0x7FFFFFFF) == 0; }

uint32_t add(uint32_t a, uint32_t b);
uint32_t sub(uint32_t a, uint32_t b);
uint32_t mul(uint32_t a, uint32_t b);
uint32_t fma(uint32_t a, uint32_t b, uint32_t c);

// -1, 0 or 1; both zeros are equal. Not for NaNs.
int compare(uint32_t a, uint32_t b);

// mantissa * 2^exponent, rounded (RNE, FTZ after rounding); zero gives +0.
uint32_t fromInteger(int64_t mantissa, int exponent);

} // namespace alcyone::reference
