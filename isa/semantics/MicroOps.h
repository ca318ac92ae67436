// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The micro-instructions of the vector processor on lanes, bit for bit
// (docs/numerics.md). Included by VectorKernel.cpp, which is compiled once a
// SIMD path; runs in a FloatEnvironment (RNE, FTZ, DAZ). Comparisons of lanes
// give -1 or 0.
#pragma once

#include "isa/numerics/Lanes.h"
#include "isa/numerics/SpecialFunctionLanes.h"

namespace alcyone::isa::ALCYONE_SIMD {

inline F asFloat(U x) { return bitsAs<F>(x); }
inline I asInt(U x) { return bitsAs<I>(x); }
inline U bitsOf(I x) { return bitsAs<U>(x); }
inline U bitsOf(F x) { return bitsAs<U>(canonical(x)); }
inline U oneOrZero(I condition) { return bitsAs<U>(condition) & 1; }

// What an fp32 instruction that does no arithmetic reads: subnormals as zeros.
inline U flushed(U x) { return ((x & 0x7F800000) == 0) ? x & 0x80000000 : x; }
inline I isNan(U x) { return (x & 0x7FFFFFFF) > infinity; }
inline U unlessNan(U x, U result) {
  return isNan(x) ? U{} + canonicalNan : result;
}

// [semantics: add sub mul fma]
inline U add(U a, U b) { return bitsOf(asFloat(a) + asFloat(b)); }
inline U sub(U a, U b) { return bitsOf(asFloat(a) - asFloat(b)); }
inline U mul(U a, U b) { return bitsOf(asFloat(a) * asFloat(b)); }
inline U fma(U a, U b, U c) {
  return bitsOf(fusedMultiplyAdd(asFloat(a), asFloat(b), asFloat(c)));
}
// [end]

// [semantics: min max rmin rmax]
// As integers with the sign of the magnitude, fp32 values are in order, -0 just
// below +0.
inline I ordered(U x) {
  return asInt(x) ^ asInt(bitsOf(asInt(x) >> 31) & 0x7FFFFFFF);
}
inline U min(U a, U b) {
  a = flushed(a), b = flushed(b);
  U smaller = (ordered(a) < ordered(b)) ? a : b;
  return unlessNan(a, unlessNan(b, smaller));
}
inline U max(U a, U b) {
  a = flushed(a), b = flushed(b);
  U larger = (ordered(a) > ordered(b)) ? a : b;
  return unlessNan(a, unlessNan(b, larger));
}
// [end]

// [semantics: neg abs copysign]
inline U neg(U a) { return unlessNan(a, flushed(a) ^ 0x80000000); }
inline U abs(U a) { return unlessNan(a, flushed(a) & 0x7FFFFFFF); }
inline U copysign(U a, U b) {
  return unlessNan(a, (flushed(a) & 0x7FFFFFFF) | (b & 0x80000000));
}
// [end]

// [semantics: feq flt fle fun]
inline U feq(U a, U b) { return oneOrZero(asFloat(a) == asFloat(b)); }
inline U flt(U a, U b) { return oneOrZero(asFloat(a) < asFloat(b)); }
inline U fle(U a, U b) { return oneOrZero(asFloat(a) <= asFloat(b)); }
inline U fun(U a, U b) { return oneOrZero(isNan(a) | isNan(b)); }
// [end]

// [semantics: mov select movhi orlo]
inline U mov(U a) { return a; }
inline U select(U a, U b, U c) { return (a != 0) ? b : c; }
inline U movhi(uint32_t imm) { return U{} + (imm << 16); }
inline U orlo(U rd, uint32_t imm) { return rd | imm; }
// [end]

// [semantics: iadd isub imul iand ior ixor]
inline U iadd(U a, U b) { return a + b; }
inline U isub(U a, U b) { return a - b; }
inline U imul(U a, U b) { return a * b; }
inline U iand(U a, U b) { return a & b; }
inline U ior(U a, U b) { return a | b; }
inline U ixor(U a, U b) { return a ^ b; }
// [end]

// [semantics: shl shr shru]
inline U shl(U a, U b) { return a << (b & 31); }
inline U shr(U a, U b) { return bitsOf(asInt(a) >> asInt(b & 31)); }
inline U shru(U a, U b) { return a >> (b & 31); }
// [end]

// [semantics: ieq ilt iltu imin imax]
inline U ieq(U a, U b) { return oneOrZero(a == b); }
inline U ilt(U a, U b) { return oneOrZero(asInt(a) < asInt(b)); }
inline U iltu(U a, U b) { return oneOrZero(a < b); }
inline U imin(U a, U b) { return (asInt(a) < asInt(b)) ? a : b; }
inline U imax(U a, U b) { return (asInt(a) > asInt(b)) ? a : b; }
// [end]

// [semantics: itof ftoi]
inline U itof(U a) { return bitsOf(__builtin_convertvector(asInt(a), F)); }
inline U ftoi(U a) {
  U magnitude = a & 0x7FFFFFFF;
  U saturated = 0x7FFFFFFF + (a >> 31);
  I fits = magnitude < 0x4F000000; // 2^31
  F inRange = asFloat(choose(fits, a, U{}));
  U whole = bitsOf(__builtin_convertvector(inRange, I));
  return choose(isNan(a), U{}, choose(fits, whole, saturated));
}
// [end]

// [semantics: floor]
inline U floor(U a) {
  a = flushed(a);
  I isWhole = (a & 0x7FFFFFFF) >= 0x4B000000; // 2^23, infinity, NaN
  F x = asFloat(choose(isWhole, U{}, a));
  F towardZero = __builtin_convertvector(__builtin_convertvector(x, I), F);
  F down = towardZero - ((towardZero > x) ? F{} + 1.0f : F{});
  U result = bitsAs<U>(down) | (a & 0x80000000); // -0 stays -0
  return unlessNan(a, choose(isWhole, a, result));
}
// [end]

// [semantics: tobf16]
inline U tobf16(U a) { return widenBf16(narrowToBf16(a)); }
// [end]

// [semantics: getexp getman]
inline U getexp(U a) { return ((a >> 23) & 0xFF) - 127; }
inline U getman(U a) {
  U sign = a & 0x80000000;
  U mantissa = sign | 0x3F800000 | (a & 0x007FFFFF);
  return unlessNan(a, choose((a & 0x7F800000) == 0, sign, mantissa));
}
// [end]

// [semantics: rsum rmax rmin]
// A vector of 16 lanes as `parts` lanes vectors: i with i+8, +4, +2, +1. The
// operations are commutative, so swapping both ways gives all lanes the result.
inline constexpr unsigned parts = 16 / width;
template <U (*combine)(U, U)> inline void overLanes(const U *from, U *to) {
  U all = from[0];
  if constexpr (parts == 2)
    all = combine(from[0], from[1]);
  if constexpr (parts == 4)
    all = combine(combine(from[0], from[2]), combine(from[1], from[3]));
  if constexpr (width > 8)
    all = combine(all, bitsAs<U>(swapped<8>(asFloat(all))));
  if constexpr (width > 4)
    all = combine(all, bitsAs<U>(swapped<4>(asFloat(all))));
  all = combine(all, bitsAs<U>(swapped<2>(asFloat(all))));
  all = combine(all, bitsAs<U>(swapped<1>(asFloat(all))));
  for (unsigned i = 0; i < parts; ++i)
    to[i] = all;
}
// [end]

} // namespace alcyone::isa::ALCYONE_SIMD
