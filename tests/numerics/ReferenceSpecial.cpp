// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See ReferenceSpecial.h.
#include "tests/numerics/ReferenceSpecial.h"

#include "isa/generated/SpecialFunctionTables.h"
#include "tests/numerics/SoftFloat.h"

namespace alcyone::reference {

namespace tables = isa::tables;

namespace {

int exponentOf(uint32_t x) { return int(x >> 23 & 0xFF) - 127; }
uint32_t fractionOf(uint32_t x) { return x & 0x7FFFFF; }

int64_t floorShift(int64_t value, int bits) {
  const int64_t unit = int64_t(1) << bits;
  return (value - (((value % unit) + unit) % unit)) / unit;
}

template <unsigned segments>
int64_t quadratic(const tables::Table<segments> &table, uint32_t segment,
                  uint32_t position, int bits) {
  const int64_t slope = table.c1[segment] +
                        floorShift(int64_t(table.c2[segment]) * position, bits);
  return table.c0[segment] + floorShift(slope * position, bits);
}

// value / 2^bits rounded half up, times 2^exponent.
uint32_t halfUp(int64_t value, int bits, int exponent) {
  return fromInteger((value + (int64_t(1) << (bits - 1))) >> bits, exponent);
}

} // namespace

uint32_t exp2(uint32_t x) {
  if (isNan(x))
    return canonicalNan;
  const int e = exponentOf(x);
  if (isZero(x))
    return 0x3F800000;
  if (e >= 7)
    return isNegative(x) ? 0 : infinity;
  int64_t scaled = int64_t(fractionOf(x) | 0x800000);
  if (e >= -1)
    scaled <<= e + 1;
  else if (e >= -27)
    scaled = (scaled + (int64_t(1) << (-e - 2))) >> (-e - 1);
  else
    scaled = 0;
  if (isNegative(x))
    scaled = -scaled;
  const int64_t whole = floorShift(scaled, 24);
  const auto part = uint32_t(scaled - whole * (1 << 24));
  return halfUp(quadratic(tables::exp2, part >> 18, part & 0x3FFFF, 18), 7,
                int(whole) - 23);
}

uint32_t rcp(uint32_t x) {
  const uint32_t sign = x & 0x80000000;
  if (isNan(x))
    return canonicalNan;
  if (isZero(x))
    return infinity | sign;
  if (isInfinite(x))
    return sign;
  const uint32_t f = fractionOf(x);
  return halfUp(quadratic(tables::rcp, f >> 16, f & 0xFFFF, 16), 6,
                -exponentOf(x) - 24) |
         sign;
}

uint32_t rsqrt(uint32_t x) {
  if (isNan(x))
    return canonicalNan;
  if (isZero(x))
    return infinity | (x & 0x80000000);
  if (isNegative(x))
    return canonicalNan;
  if (isInfinite(x))
    return 0;
  const int e = exponentOf(x), odd = e & 1;
  const uint32_t f = fractionOf(x);
  return halfUp(
      quadratic(tables::rsqrt, uint32_t(128 * odd) + (f >> 16), f & 0xFFFF, 16),
      6, -(e - odd) / 2 - 24);
}

uint32_t log2(uint32_t x) {
  if (isNan(x))
    return canonicalNan;
  if (isZero(x))
    return infinity | 0x80000000;
  if (isNegative(x))
    return canonicalNan;
  if (isInfinite(x))
    return infinity;
  const uint32_t f = fractionOf(x);
  const bool halved = f >> 16 >= 53;
  const int64_t t = halved ? int64_t(f) - (1 << 23) : int64_t(f) * 2;
  const int64_t slope = quadratic(tables::log2, f >> 16, f & 0xFFFF, 16);
  return fromInteger((exponentOf(x) + halved) * (int64_t(1) << 54) + t * slope,
                     -54);
}

uint32_t tanh(uint32_t x) {
  const uint32_t sign = x & 0x80000000;
  if (isNan(x))
    return canonicalNan;
  if (isZero(x))
    return sign;
  const int e = exponentOf(x);
  if (e > 3)
    return 0x3F800000 | sign;
  const uint32_t f = fractionOf(x), mantissa = f | 0x800000;
  uint32_t segment, position;
  if (e < -2) {
    const uint32_t fixed = -3 - e < 24 ? mantissa >> (-3 - e) : 0;
    segment = fixed / (1 << 18);
    position = fixed % (1 << 18);
  } else {
    segment = uint32_t(e + 3) * 64 + f / (1 << 17);
    position = f % (1 << 17) * 2;
  }
  const int64_t slope = quadratic(tables::tanh, segment, position, 18);
  const int64_t product = floorShift(int64_t(mantissa) * 128 * slope, 30);
  const uint32_t result = fromInteger(product, e - 30);
  return (compare(result, 0x3F800000) > 0 ? 0x3F800000 : result) | sign;
}

} // namespace alcyone::reference
