// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The special functions on lanes: integer table algorithms that define their
// results bit for bit (docs/numerics.md). Included by files that are compiled
// once a SIMD path; see isa/numerics/Lanes.h.
#pragma once

#include "isa/generated/SpecialFunctionTables.h"
#include "isa/numerics/Lanes.h"

namespace alcyone::isa::ALCYONE_SIMD {

inline constexpr uint32_t infinity = 0x7F800000;

// An FP32 value taken apart; subnormals are zeros.
struct Parts {
  U sign;      // bit 31
  U magnitude; // without the sign
  I exponent;  // unbiased
  I fraction;  // 23 bits

  explicit Parts(U x)
      : sign(x & 0x80000000), magnitude(x & 0x7FFFFFFF),
        exponent(bitsAs<I>(magnitude >> 23) - 127),
        fraction(bitsAs<I>(x & 0x007FFFFF)) {}

  I isZero() const { return magnitude < 0x00800000; }
  I isNan() const { return magnitude > infinity; }
  I isInfinite() const { return magnitude == infinity; }
};

inline U choose(I condition, U yes, U no) { return condition ? yes : no; }

// c0 + c1 * u + c2 * u * u in units of 2^-30, u = position / 2^bits.
template <unsigned bits, unsigned segments>
inline I quadratic(const tables::Table<segments> &table, I segment,
                   I position) {
  I slope = gather(table.c1, segment) +
            multiplyShift<bits>(gather(table.c2, segment), position);
  return gather(table.c0, segment) + multiplyShift<bits>(slope, position);
}

// mantissa * 2^exponent with mantissa in [2^23, 2^24], as FP32 bits; zero below
// the normal numbers. The upper end, 2^24, carries into the exponent.
inline U assemble(I exponent, I mantissa) {
  I bits = ((exponent + (127 + 23)) << 23) + (mantissa - 0x00800000);
  return bitsAs<U>((bits < 0x00800000) ? I{} : bits);
}

// [semantics: exp2]
inline U exp2Lanes(U x) {
  const Parts in(x);
  // x in units of 2^-24, rounded half up in magnitude; |x| < 128.
  I mantissa = in.fraction | 0x00800000;
  I left = in.exponent + 1;
  I right = (left < 0) ? -left : I{};
  right = (right > 26) ? I{} + 26 : right;
  left = (left > 7) ? I{} + 7 : (left < 0) ? I{} : left;
  I half = (right > 0) ? (I{} + 1) << ((right > 0) ? right - 1 : I{}) : I{};
  I scaled = ((mantissa << left) + half) >> right;
  scaled = (in.sign != 0) ? -scaled : scaled;

  I whole = scaled >> 24, part = scaled & 0x00FFFFFF;
  I value = quadratic<18>(tables::exp2, part >> 18, part & 0x3FFFF);
  U result = assemble(whole - 23, (value + 64) >> 7);
  result = choose(in.exponent >= 7, choose(in.sign != 0, U{}, U{} + infinity),
                  result);
  return choose(in.isNan(), U{} + canonicalNan, result);
}
// [end]

// [semantics: rcp]
inline U rcpLanes(U x) {
  const Parts in(x);
  I value = quadratic<16>(tables::rcp, in.fraction >> 16, in.fraction & 0xFFFF);
  U result = assemble(-in.exponent - 24, (value + 32) >> 6);
  result = choose(in.isInfinite(), U{}, result);
  result = choose(in.isZero(), U{} + infinity, result) | in.sign;
  return choose(in.isNan(), U{} + canonicalNan, result);
}
// [end]

// [semantics: rsqrt]
inline U rsqrtLanes(U x) {
  const Parts in(x);
  I odd = in.exponent & 1, half = in.exponent >> 1;
  I value = quadratic<16>(tables::rsqrt, (odd << 7) + (in.fraction >> 16),
                          in.fraction & 0xFFFF);
  U result = assemble(-half - 24, (value + 32) >> 6);
  result = choose(in.isInfinite(), U{}, result);
  result = choose(in.sign != 0, U{} + canonicalNan, result);
  result = choose(in.isZero(), infinity | in.sign, result);
  return choose(in.isNan(), U{} + canonicalNan, result);
}
// [end]

// high * 2^54 + a * b as a signed 64-bit integer, rounded to FP32 (nearest
// even), in units of 2^-54.
inline F sumOfProduct(I high, I a, I b) {
  typedef int64_t Wide __attribute__((vector_size(4 * width)));
  typedef int32_t Half __attribute__((vector_size(2 * width)));
  typedef float HalfF __attribute__((vector_size(2 * width)));
  Half highs[2], as[2], bs[2];
  HalfF results[2];
  memcpy(highs, &high, sizeof(high));
  memcpy(as, &a, sizeof(a));
  memcpy(bs, &b, sizeof(b));
  for (unsigned i = 0; i < 2; ++i) {
    Wide sum = (__builtin_convertvector(highs[i], Wide) << 54) +
               __builtin_convertvector(as[i], Wide) *
                   __builtin_convertvector(bs[i], Wide);
    results[i] = __builtin_convertvector(sum, HalfF);
  }
  F result;
  memcpy(&result, results, sizeof(result));
  return result * 0x1p-54f;
}

// [semantics: log2]
inline U log2Lanes(U x) {
  const Parts in(x);
  // x = 2^exponent * m with m in [0.707, 1.414], t = m - 1 in units of 2^-24.
  I segment = in.fraction >> 16;
  I halved = segment >= 53; // -1 or 0
  I t = halved ? in.fraction - 0x00800000 : in.fraction << 1;
  I slope = quadratic<16>(tables::log2, segment, in.fraction & 0xFFFF);
  U result = bitsAs<U>(sumOfProduct(in.exponent - halved, t, slope));
  result = choose(in.isInfinite(), U{} + infinity, result);
  result = choose(in.sign != 0, U{} + canonicalNan, result);
  result = choose(in.isZero(), U{} + (infinity | 0x80000000), result);
  return choose(in.isNan(), U{} + canonicalNan, result);
}
// [end]

// [semantics: tanh]
inline U tanhLanes(U x) {
  const Parts in(x);
  I mantissa = in.fraction | 0x00800000;
  // Below 2^-2 a fixed-point number of 24 bits, from there on by binade.
  I right = -3 - in.exponent;
  right = (right > 24) ? I{} + 24 : (right < 0) ? I{} : right;
  I fixed = mantissa >> right;
  I isSmall = in.exponent < -2;
  I binade = (in.exponent > 3) ? I{} + 3 : in.exponent;
  I segment = isSmall ? fixed >> 18 : ((binade + 3) << 6) + (in.fraction >> 17);
  I position = isSmall ? fixed & 0x3FFFF : (in.fraction & 0x1FFFF) << 1;
  I slope = quadratic<18>(tables::tanh, segment, position);
  // x * slope: 31 bits, rounded to FP32, then scaled by 2^(exponent - 30).
  F product =
      __builtin_convertvector(multiplyShift<30>(mantissa << 7, slope), F);
  U result = bitsAs<U>(bitsAs<I>(product) + ((in.exponent - 30) << 23));
  result = choose((result > 0x3F800000) | (in.exponent > 3), U{} + 0x3F800000,
                  result);
  result = choose(in.isZero(), U{}, result) | in.sign;
  return choose(in.isNan(), U{} + canonicalNan, result);
}
// [end]

} // namespace alcyone::isa::ALCYONE_SIMD
