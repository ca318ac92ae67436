// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vectors of as many FP32 lanes as the SIMD path of this file's object library
// has. Sources that include this are compiled once a path, with ALCYONE_SIMD as
// the path's namespace (isa/numerics/CMakeLists.txt), so that nothing of one
// path is linked into another. For the same reason they use no inline functions
// of the standard library.
#pragma once

#include <cstdint>
#include <cstring>
#if defined(__AVX2__)
#include <immintrin.h>
#else
#include <emmintrin.h>
#endif

namespace alcyone::isa::ALCYONE_SIMD {

#if defined(__AVX512F__)
inline constexpr unsigned width = 16;
#elif defined(__AVX2__)
inline constexpr unsigned width = 8;
#else
inline constexpr unsigned width = 4;
#endif

// One lane an element. Comparisons give -1 (true) or 0 in an I.
typedef float F __attribute__((vector_size(4 * width)));
typedef int32_t I __attribute__((vector_size(4 * width)));
typedef uint32_t U __attribute__((vector_size(4 * width)));
typedef uint16_t U16 __attribute__((vector_size(2 * width)));

template <class To, class From> inline To bitsAs(From from) {
  static_assert(sizeof(To) == sizeof(From));
  return (To)from;
}

template <class T> inline T load(const void *from) {
  T value;
  memcpy(&value, from, sizeof(T));
  return value;
}
template <class T> inline void store(void *to, T value) {
  memcpy(to, &value, sizeof(T));
}

inline F broadcast(const float *from) {
#if defined(__AVX512F__)
  return bitsAs<F>(_mm512_set1_ps(*from));
#elif defined(__AVX2__)
  return bitsAs<F>(_mm256_broadcast_ss(from));
#else
  return bitsAs<F>(_mm_set1_ps(*from));
#endif
}

inline constexpr uint32_t canonicalNan = 0x7FC00000;

// Every NaN to the one NaN.
inline F canonical(F x) { return (x == x) ? x : bitsAs<F>(U{} + canonicalNan); }

// a * b + c, rounded once.
inline F fusedMultiplyAdd(F a, F b, F c) {
#if defined(__AVX512F__)
  return bitsAs<F>(
      _mm512_fmadd_ps(bitsAs<__m512>(a), bitsAs<__m512>(b), bitsAs<__m512>(c)));
#elif defined(__AVX2__)
  return bitsAs<F>(
      _mm256_fmadd_ps(bitsAs<__m256>(a), bitsAs<__m256>(b), bitsAs<__m256>(c)));
#else
  // The product is exact in double; the sum is rounded to odd, which makes the
  // second rounding, to float, right (Boldo and Melquiond 2008).
  F result;
  for (unsigned i = 0; i < width; ++i) {
    double product = double(a[i]) * double(b[i]), addend = c[i];
    double sum = product + addend;
    double part = sum - product;
    double error = (product - (sum - part)) + (addend - part);
    uint64_t bits = load<uint64_t>(&sum);
    if (error != 0 && !(bits & 1) && (bits << 1) < 0xFFE0000000000000) {
      bits += ((error > 0) == (sum > 0)) ? 1 : uint64_t(-1);
      sum = load<double>(&bits);
    }
    result[i] = float(sum);
  }
  return result;
#endif
}

inline bool anyTrue(I mask) {
#if defined(__AVX512F__)
  return _mm512_movepi32_mask(bitsAs<__m512i>(mask)) != 0;
#elif defined(__AVX2__)
  return _mm256_movemask_epi8(bitsAs<__m256i>(mask)) != 0;
#else
  return _mm_movemask_epi8(bitsAs<__m128i>(mask)) != 0;
#endif
}

// Lane i holds what lane i ^ distance held; distance 1, 2, 4 or 8, below width.
template <unsigned distance> inline F swapped(F x) {
#if defined(__AVX512F__)
  const __m512 v = bitsAs<__m512>(x);
  if constexpr (distance == 8)
    return bitsAs<F>(_mm512_shuffle_f32x4(v, v, 0x4E));
  else if constexpr (distance == 4)
    return bitsAs<F>(_mm512_shuffle_f32x4(v, v, 0xB1));
  else
    return bitsAs<F>(_mm512_permute_ps(v, distance == 2 ? 0x4E : 0xB1));
#elif defined(__AVX2__)
  const __m256 v = bitsAs<__m256>(x);
  if constexpr (distance == 4)
    return bitsAs<F>(_mm256_permute2f128_ps(v, v, 1));
  else
    return bitsAs<F>(_mm256_permute_ps(v, distance == 2 ? 0x4E : 0xB1));
#else
  const __m128 v = bitsAs<__m128>(x);
  return bitsAs<F>(_mm_shuffle_ps(v, v, distance == 2 ? 0x4E : 0xB1));
#endif
}

// table[index], lane by lane.
inline I gather(const int32_t *table, I index) {
#if defined(__AVX512F__)
  return bitsAs<I>(_mm512_i32gather_epi32(bitsAs<__m512i>(index), table, 4));
#elif defined(__AVX2__)
  return bitsAs<I>(_mm256_i32gather_epi32(table, bitsAs<__m256i>(index), 4));
#else
  I result;
  for (unsigned i = 0; i < width; ++i)
    result[i] = table[index[i]];
  return result;
#endif
}

// The low 32 bits of (a * b) >> shift, the product and the shift signed and
// exact; shift at most 32.
template <unsigned shift> inline I multiplyShift(I a, I b) {
#if defined(__AVX512F__)
  const __m512i x = bitsAs<__m512i>(a), y = bitsAs<__m512i>(b);
  __m512i even = _mm512_srli_epi64(_mm512_mul_epi32(x, y), shift);
  __m512i odd = _mm512_slli_epi64(
      _mm512_mul_epi32(_mm512_srli_epi64(x, 32), _mm512_srli_epi64(y, 32)),
      32 - shift);
  return bitsAs<I>(_mm512_mask_mov_epi32(even, 0xAAAA, odd));
#elif defined(__AVX2__)
  const __m256i x = bitsAs<__m256i>(a), y = bitsAs<__m256i>(b);
  __m256i even = _mm256_srli_epi64(_mm256_mul_epi32(x, y), shift);
  __m256i odd = _mm256_slli_epi64(
      _mm256_mul_epi32(_mm256_srli_epi64(x, 32), _mm256_srli_epi64(y, 32)),
      32 - shift);
  return bitsAs<I>(_mm256_blend_epi32(even, odd, 0xAA));
#else
  I result;
  for (unsigned i = 0; i < width; ++i)
    result[i] = int32_t((int64_t(a[i]) * b[i]) >> shift);
  return result;
#endif
}

inline U widenBf16(U16 x) { return __builtin_convertvector(x, U) << 16; }

// FP32 to BF16: subnormals to zero, round to nearest even, canonical NaN.
inline U16 narrowToBf16(U x) {
  U magnitude = x & 0x7FFFFFFF;
  U rounded = (x + 0x7FFF + ((x >> 16) & 1)) >> 16;
  rounded = (magnitude < 0x00800000) ? (x >> 31) << 15 : rounded;
  rounded = (magnitude > 0x7F800000) ? U{} + (canonicalNan >> 16) : rounded;
  return __builtin_convertvector(rounded, U16);
}

} // namespace alcyone::isa::ALCYONE_SIMD
