// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See SoftFloat.h.
#include "tests/numerics/SoftFloat.h"

#include <array>
#include <cstddef>

namespace alcyone::reference {

namespace {

// A magnitude in units of 2^-310: holds every product of two FP32 values.
class Magnitude {
public:
  static constexpr int unit = -310;

  Magnitude() = default;
  Magnitude(uint64_t mantissa, int exponent) {
    const int shift = exponent - unit;
    const auto wide = static_cast<unsigned __int128>(mantissa) << (shift % 64);
    limbs[size_t(shift / 64)] = uint64_t(wide);
    limbs[size_t(shift / 64 + 1)] = uint64_t(wide >> 64);
  }

  Magnitude operator+(const Magnitude &other) const {
    Magnitude sum;
    unsigned __int128 carry = 0;
    for (size_t i = 0; i < limbs.size(); ++i) {
      carry += limbs[i];
      carry += other.limbs[i];
      sum.limbs[i] = uint64_t(carry);
      carry >>= 64;
    }
    return sum;
  }

  // Precondition: *this >= other.
  Magnitude operator-(const Magnitude &other) const {
    Magnitude difference;
    uint64_t borrow = 0;
    for (size_t i = 0; i < limbs.size(); ++i) {
      difference.limbs[i] = limbs[i] - other.limbs[i] - borrow;
      borrow =
          limbs[i] < other.limbs[i] || (borrow && limbs[i] == other.limbs[i]);
    }
    return difference;
  }

  bool operator<(const Magnitude &other) const {
    for (size_t i = limbs.size(); i-- > 0;)
      if (limbs[i] != other.limbs[i])
        return limbs[i] < other.limbs[i];
    return false;
  }

  bool bit(int i) const {
    return i >= 0 && (limbs[size_t(i / 64)] >> (i % 64) & 1);
  }

  int topBit() const { // -1 if zero
    int i = int(limbs.size()) * 64 - 1;
    while (i >= 0 && !bit(i))
      --i;
    return i;
  }

  // As FP32 without a sign: 24 bits, nearest even, as if exponents had no
  // limits; then below the normal numbers is 0 and above them infinity.
  uint32_t rounded() const {
    const int top = topBit();
    if (top < 0)
      return 0;
    uint64_t mantissa = 0;
    for (int i = top; i > top - 24; --i)
      mantissa = mantissa << 1 | bit(i);
    bool sticky = false;
    for (int i = top - 25; i >= 0; --i)
      sticky |= bit(i);
    int exponent = top + unit;
    if (bit(top - 24) && (sticky || (mantissa & 1)))
      ++mantissa;
    if (mantissa >> 24) {
      mantissa >>= 1;
      ++exponent;
    }
    if (exponent < -126)
      return 0;
    if (exponent > 127)
      return infinity;
    return uint32_t(exponent + 127) << 23 | (mantissa & 0x7FFFFF);
  }

private:
  std::array<uint64_t, 10> limbs{};
};

// A finite value.
struct Exact {
  bool negative = false;
  Magnitude magnitude;
};

struct Split {
  uint64_t mantissa;
  int exponent;
};

Split split(uint32_t x) {
  x = flush(x);
  const int exponent = int(x >> 23 & 0xFF);
  return {exponent ? (x & 0x7FFFFF) | 0x800000 : 0,
          exponent ? exponent - 150 : 0};
}

Exact exact(uint32_t x) {
  const Split s = split(x);
  return {isNegative(x), Magnitude(s.mantissa, s.exponent)};
}

uint32_t rounded(const Exact &x) {
  return x.magnitude.rounded() | (x.negative ? 0x80000000 : 0);
}

// A sum that is exactly zero is -0 only if both are negative.
uint32_t sum(const Exact &a, const Exact &b) {
  if (a.negative == b.negative)
    return rounded({a.negative, a.magnitude + b.magnitude});
  if (a.magnitude < b.magnitude)
    return rounded({b.negative, b.magnitude - a.magnitude});
  if (b.magnitude < a.magnitude)
    return rounded({a.negative, a.magnitude - b.magnitude});
  return 0;
}

} // namespace

uint32_t fma(uint32_t a, uint32_t b, uint32_t c) {
  if (isNan(a) || isNan(b) || isNan(c))
    return canonicalNan;
  const uint32_t sign = (a ^ b) & 0x80000000;
  if (isInfinite(a) || isInfinite(b)) {
    const bool invalid =
        isZero(a) || isZero(b) || (isInfinite(c) && c != (infinity | sign));
    return invalid ? canonicalNan : infinity | sign;
  }
  if (isInfinite(c))
    return c;
  const Split x = split(a), y = split(b);
  const Exact product{
      sign != 0, Magnitude(x.mantissa * y.mantissa, x.exponent + y.exponent)};
  return sum(product, exact(c));
}

uint32_t add(uint32_t a, uint32_t b) { return fma(a, 0x3F800000, b); }

uint32_t sub(uint32_t a, uint32_t b) {
  return isNan(b) ? canonicalNan : add(a, b ^ 0x80000000);
}

uint32_t mul(uint32_t a, uint32_t b) {
  // Adding the zero of the product's sign changes neither value nor sign.
  return fma(a, b, (a ^ b) & 0x80000000);
}

int compare(uint32_t a, uint32_t b) {
  auto rank = [](uint32_t x) {
    const int64_t magnitude = flush(x) & 0x7FFFFFFF;
    return isNegative(x) ? -magnitude : magnitude;
  };
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b);
}

uint32_t fromInteger(int64_t mantissa, int exponent) {
  const bool negative = mantissa < 0;
  const uint64_t magnitude =
      negative ? -uint64_t(mantissa) : uint64_t(mantissa);
  if (!magnitude)
    return 0;
  return rounded({negative, Magnitude(magnitude, exponent)});
}

} // namespace alcyone::reference
