// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tensor unit's arithmetic for one SIMD path. Compiled once a path; see
// isa/numerics/Lanes.h. The tree of additions is the ISA's, the rest is
// arrangement: B is taken in tiles of 16 k by 16 n, held in registers while all
// rows of A pass; A lies widened as [group of k][row][16].
#include "isa/semantics/MatmulKernel.h"
#include "isa/numerics/Lanes.h"

namespace alcyone::isa::ALCYONE_SIMD {
namespace {

constexpr unsigned group = matmulGroup;
constexpr unsigned panel = 16; // columns of a tile

// Rows that share the loads of B; more than AVX2's registers gain from.
constexpr unsigned rowsAtOnce = width == 16 ? 1 : 2;

// Magnitudes of the values that are not zero once subnormals are.
struct Magnitudes {
  U largest = {};
  U smallest = U{} - 1; // minus 0x00800000; zeros wrap around and do not count

  void add(U bits) {
    U magnitude = bits & 0x7FFFFFFF;
    U above = magnitude - 0x00800000;
    largest = (magnitude > largest) ? magnitude : largest;
    smallest = (above < smallest) ? above : smallest;
  }
};

// Which b, multiplied by any a of a block, give a product that is exact in
// FP32: neither overflow nor underflow. A fused multiply-add then gives the
// bits of a multiplication and an addition.
struct ExactRange {
  bool possible = false;
  uint32_t largest = 0, smallest = 0; // as in Magnitudes

  explicit ExactRange(const Magnitudes &a) {
    uint32_t high = 0, low = 0xFFFFFFFF;
    for (unsigned i = 0; i < width; ++i) {
      high = a.largest[i] > high ? a.largest[i] : high;
      low = a.smallest[i] < low ? a.smallest[i] : low;
    }
    int maxExponent = int(high >> 23);
    int minExponent = low > 0x7F000000 ? 127 : int(low >> 23) + 1;
    int maxOfB = 380 - maxExponent < 254 ? 380 - maxExponent : 254;
    int minOfB = 128 - minExponent > 1 ? 128 - minExponent : 1;
    possible = maxExponent < 255 && minOfB <= maxOfB;
    largest = (uint32_t(maxOfB) << 23) | 0x7FFFFF;
    smallest = uint32_t(minOfB - 1) << 23;
  }

  bool contains(const Magnitudes &b) const {
    return possible &&
           !anyTrue((b.largest > largest) | (b.smallest < smallest));
  }
};

// Rows 0 to 7 and 8 to 15 of a transposition side by side: the shuffles below
// work within 128 bits.
#if defined(__AVX2__)
constexpr unsigned rowsTransposed = 16;
typedef __m256i Rows;
inline Rows loadRows(const uint8_t *from, uint64_t stride) {
  return _mm256_inserti128_si256(_mm256_castsi128_si256(load<__m128i>(from)),
                                 load<__m128i>(from + 8 * stride), 1);
}
inline Rows low(Rows a, Rows b) { return _mm256_unpacklo_epi16(a, b); }
inline Rows high(Rows a, Rows b) { return _mm256_unpackhi_epi16(a, b); }
#else
constexpr unsigned rowsTransposed = 8;
typedef __m128i Rows;
inline Rows loadRows(const uint8_t *from, uint64_t) {
  return load<__m128i>(from);
}
inline Rows low(Rows a, Rows b) { return _mm_unpacklo_epi16(a, b); }
inline Rows high(Rows a, Rows b) { return _mm_unpackhi_epi16(a, b); }
#endif

// `rowsTransposed` rows of 8 elements become 8 rows: three perfect shuffles.
inline void transpose(const uint8_t *from, uint64_t stride, uint16_t *to) {
  Rows rows[8], next[8];
  for (unsigned i = 0; i < 8; ++i)
    rows[i] = loadRows(from + i * stride, stride);
  for (unsigned round = 0; round < 3; ++round) {
    for (unsigned i = 0; i < 4; ++i) {
      next[2 * i] = low(rows[i], rows[i + 4]);
      next[2 * i + 1] = high(rows[i], rows[i + 4]);
    }
    for (unsigned i = 0; i < 8; ++i)
      rows[i] = next[i];
  }
  for (unsigned i = 0; i < 8; ++i)
    store(to + i * 16, rows[i]);
}

// A 16 x 16 tile of bf16 out of a matrix: `to[i][j]` is at from + i * stride +
// 2 * j, or with `transposed` at from + j * stride + 2 * i. Only i < rows and
// j < columns exist; the rest is zero.
void readTile(const uint8_t *from, uint64_t stride, bool transposed,
              unsigned rows, unsigned columns, uint16_t (*to)[16]) {
  if (rows == 16 && columns == 16) {
    if (!transposed) {
      for (unsigned i = 0; i < 16; ++i)
        memcpy(to[i], from + i * stride, 32);
      return;
    }
    for (unsigned i = 0; i < 16; i += 8)
      for (unsigned j = 0; j < 16; j += rowsTransposed)
        transpose(from + j * stride + 2 * i, stride, &to[i][j]);
    return;
  }
  memset(to, 0, 16 * sizeof(*to));
  if (!transposed) {
    for (unsigned i = 0; i < rows; ++i)
      memcpy(to[i], from + i * stride, 2 * columns);
    return;
  }
  for (unsigned j = 0; j < columns; ++j)
    for (unsigned i = 0; i < rows; ++i)
      memcpy(&to[i][j], from + j * stride + 2 * i, 2);
}

Magnitudes widenTile(const uint16_t (*tile)[16], unsigned rows, float *to) {
  Magnitudes magnitudes;
  for (unsigned i = 0; i < rows; ++i)
    for (unsigned j = 0; j < 16; j += width) {
      U wide = widenBf16(load<U16>(&tile[i][j]));
      magnitudes.add(wide);
      store(to + i * 16 + j, wide);
    }
  return magnitudes;
}

// Rows [first, first + rows) of A as [group][row][16] floats.
Magnitudes packRows(const MatmulBlock &block, unsigned first, unsigned rows,
                    float *packed) {
  Magnitudes all;
  const uint64_t rowStep = block.aColumnMajor ? 2 : block.aStride;
  const uint64_t kStep = block.aColumnMajor ? block.aStride : 2;
  for (unsigned k = 0; k < block.k; k += group)
    for (unsigned m = 0; m < rows; m += 16) {
      unsigned rowsHere = rows - m < 16 ? rows - m : 16;
      unsigned ksHere = block.k - k < group ? block.k - k : group;
      alignas(64) uint16_t tile[16][16];
      readTile(block.a + (first + m) * rowStep + k * kStep, block.aStride,
               block.aColumnMajor, rowsHere, ksHere, tile);
      Magnitudes some =
          widenTile(tile, rowsHere, packed + uint64_t(k) * rows + m * group);
      all.largest = (some.largest > all.largest) ? some.largest : all.largest;
      all.smallest =
          (some.smallest < all.smallest) ? some.smallest : all.smallest;
    }
  return all;
}

// [semantics: matmul]
// A group's 16 products p[i] = a[k+i] * b[k+i], each exact in FP32, are added
// by a tree: i with i+8, then with i+4, i+2 and i+1. Every addition rounds to
// FP32. `Fused` adds p[i] to p[i+8] without a separate multiplication; it is
// used only where that cannot change a bit.
template <bool Fused>
[[gnu::always_inline]] inline F pairOfProducts(const float *a, const F *b,
                                               int i) {
  if constexpr (Fused)
    return fusedMultiplyAdd(broadcast(a + i), b[i],
                            broadcast(a + i + 8) * b[i + 8]);
  return broadcast(a + i) * b[i] + broadcast(a + i + 8) * b[i + 8];
}

template <bool Fused>
[[gnu::always_inline]] inline F sumOfGroup(const float *a, const F *b) {
  const auto pair = pairOfProducts<Fused>;
  F even = (pair(a, b, 0) + pair(a, b, 4)) + (pair(a, b, 2) + pair(a, b, 6));
  F odd = (pair(a, b, 1) + pair(a, b, 5)) + (pair(a, b, 3) + pair(a, b, 7));
  return even + odd;
}
// [end]

// accumulators[row] += sum of the group, for `width` columns of all rows.
template <bool Fused>
void addGroup(const float *packed, const float *tile, unsigned rows,
              float *accumulators) {
  F b[group];
  for (unsigned i = 0; i < group; ++i)
    b[i] = load<F>(tile + i * panel);
  unsigned m = 0;
  for (; m + rowsAtOnce <= rows; m += rowsAtOnce) {
    F sums[rowsAtOnce];
    for (unsigned r = 0; r < rowsAtOnce; ++r)
      sums[r] = sumOfGroup<Fused>(packed + (m + r) * group, b);
    for (unsigned r = 0; r < rowsAtOnce; ++r) {
      float *accumulator = accumulators + (m + r) * panel;
      store(accumulator, load<F>(accumulator) + sums[r]);
    }
  }
  for (; m < rows; ++m) {
    float *accumulator = accumulators + m * panel;
    store(accumulator,
          load<F>(accumulator) + sumOfGroup<Fused>(packed + m * group, b));
  }
}

// The result's NaNs are canonical, and it is rounded if C is bf16.
void writeRows(const MatmulBlock &block, unsigned first, unsigned rows,
               unsigned n, const float *accumulators) {
  unsigned columns = block.n - n < panel ? block.n - n : panel;
  for (unsigned m = 0; m < rows; ++m) {
    alignas(64) float line[panel];
    alignas(64) uint16_t narrow[panel];
    for (unsigned j = 0; j < panel; j += width) {
      F value = canonical(load<F>(accumulators + m * panel + j));
      store(line + j, value);
      store(narrow + j, narrowToBf16(bitsAs<U>(value)));
    }
    uint8_t *row = block.c + (first + m) * block.cStride;
    if (block.cIsBf16)
      memcpy(row + 2 * n, narrow, 2 * columns);
    else
      memcpy(row + 4 * n, line, 4 * columns);
  }
}

void startRows(const MatmulBlock &block, unsigned first, unsigned rows,
               unsigned n, float *accumulators) {
  memset(accumulators, 0, uint64_t(rows) * panel * 4);
  if (!block.start)
    return;
  unsigned columns = block.n - n < panel ? block.n - n : panel;
  for (unsigned m = 0; m < rows; ++m)
    memcpy(accumulators + m * panel,
           block.start + (first + m) * block.startStride + 4 * n, 4 * columns);
}

} // namespace

void matmulRows(const MatmulBlock &block, unsigned first, unsigned rows,
                float *packed, float *accumulators) {
  constexpr unsigned rowsWorthChecking = 8;
  const ExactRange exact(packRows(block, first, rows, packed));
  const uint64_t columnStep = block.bColumnMajor ? block.bStride : 2;
  const uint64_t kStep = block.bColumnMajor ? 2 : block.bStride;
  for (unsigned n = 0; n < block.n; n += panel) {
    unsigned columns = block.n - n < panel ? block.n - n : panel;
    startRows(block, first, rows, n, accumulators);
    for (unsigned k = 0; k < block.k; k += group) {
      unsigned ksHere = block.k - k < group ? block.k - k : group;
      alignas(64) uint16_t narrow[16][16];
      alignas(64) float tile[16 * 16];
      readTile(block.b + n * columnStep + k * kStep, block.bStride,
               block.bColumnMajor, ksHere, columns, narrow);
      Magnitudes magnitudes = widenTile(narrow, 16, tile);
      bool fused =
          width > 4 && rows >= rowsWorthChecking && exact.contains(magnitudes);
      const float *a = packed + uint64_t(k) * rows;
      for (unsigned j = 0; j < panel; j += width)
        (fused ? addGroup<true> : addGroup<false>)(a, tile + j, rows,
                                                   accumulators + j);
    }
    writeRows(block, first, rows, n, accumulators);
  }
}

} // namespace alcyone::isa::ALCYONE_SIMD
