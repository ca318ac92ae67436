// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are the special functions as accurate as docs/numerics.md promises? Compared
// with the host's long double functions; the bits on every SIMD path are
// compared with the reference in tests/semantics.
#include "tests/numerics/RandomFloats.h"
#include "tests/numerics/ReferenceSpecial.h"
#include "tests/numerics/SoftFloat.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>

using namespace alcyone;

namespace {

float asFloat(uint32_t bits) { return std::bit_cast<float>(bits); }

// |result - exact| in units of the last place of the exact value's binade.
double ulps(uint32_t result, long double exact) {
  int exponent;
  std::frexp(exact, &exponent);
  exponent = std::max(exponent, -125);
  return double(std::fabs((long double)asFloat(result) - exact) /
                std::ldexp(1.0L, exponent - 24));
}

// The largest error over `count` values made by `next`.
template <class Next>
double worst(uint32_t (*function)(uint32_t), long double (*exact)(long double),
             int count, Next next) {
  double largest = 0;
  for (int i = 0; i < count; ++i) {
    const uint32_t x = next(i);
    const double error = ulps(function(x), exact(asFloat(x)));
    if (error > largest)
      largest = error;
  }
  return largest;
}

constexpr int manyValues = 400'000;

// Positive normal values, exponents in [low, high).
auto normals(int low, int high) {
  return [low, high,
          random = reference::RandomFloats(reference::seed())](int) mutable {
    return uint32_t(127 + low + int(random.below(unsigned(high - low)))) << 23 |
           (random.bits() & 0x7FFFFF);
  };
}

auto withSigns(int low, int high) {
  return [next = normals(low, high)](int i) mutable {
    return next(i) | uint32_t(i & 1) << 31;
  };
}

TEST(SpecialFunctions, rcp_is_within_its_bound) {
  auto exact = [](long double x) { return 1 / x; };
  EXPECT_LT(worst(reference::rcp, exact, manyValues, withSigns(-126, 126)),
            0.9);
}

TEST(SpecialFunctions, rsqrt_is_within_its_bound) {
  auto exact = [](long double x) { return 1 / std::sqrt(x); };
  EXPECT_LT(worst(reference::rsqrt, exact, manyValues, normals(-126, 128)),
            0.9);
}

TEST(SpecialFunctions, exp2_is_within_its_bound) {
  auto exact = [](long double x) { return std::exp2(x); };
  EXPECT_LT(worst(reference::exp2, exact, manyValues, withSigns(-30, 6)), 1.1);
  EXPECT_LT(worst(reference::exp2, exact, manyValues, normals(6, 7)), 1.1);
}

TEST(SpecialFunctions, log2_is_within_its_bound) {
  auto exact = [](long double x) { return std::log2(x); };
  EXPECT_LT(worst(reference::log2, exact, manyValues, normals(-126, 128)), 1.5);
  // Near 1, where the result is near 0.
  EXPECT_LT(worst(reference::log2, exact, manyValues, normals(-1, 1)), 1.5);
  auto close = [](int i) { return 0x3F800000 + uint32_t(i) - manyValues / 2; };
  EXPECT_LT(worst(reference::log2, exact, manyValues, close), 1.5);
}

TEST(SpecialFunctions, tanh_is_within_its_bound) {
  auto exact = [](long double x) { return std::tanh(x); };
  EXPECT_LT(worst(reference::tanh, exact, manyValues, withSigns(-4, 4)), 2.7);
  EXPECT_LT(worst(reference::tanh, exact, manyValues, withSigns(-126, -4)),
            1.1);
}

TEST(SpecialFunctions, are_exact_where_the_result_is_a_power_of_two) {
  for (int e = -126; e <= 126; ++e) {
    const uint32_t power = uint32_t(127 + e) << 23;
    EXPECT_EQ(reference::rcp(power), uint32_t(127 - e) << 23);
    EXPECT_EQ(reference::log2(power), reference::fromInteger(e, 0));
    EXPECT_EQ(reference::exp2(reference::fromInteger(e, 0)), power);
    if (e % 2 == 0) {
      EXPECT_EQ(reference::rsqrt(power), uint32_t(127 - e / 2) << 23);
    }
  }
}

TEST(SpecialFunctions, give_what_ieee_expects_for_specials) {
  constexpr uint32_t inf = 0x7F800000, nan = 0x7FC00000, minus = 0x80000000,
                     one = 0x3F800000, subnormal = 0x00400000;
  for (auto *function : {reference::exp2, reference::log2, reference::rcp,
                         reference::rsqrt, reference::tanh})
    EXPECT_EQ(function(0xFF800001), nan);
  EXPECT_EQ(reference::rcp(0), inf);
  EXPECT_EQ(reference::rcp(minus | subnormal), inf | minus);
  EXPECT_EQ(reference::rcp(inf | minus), minus);
  EXPECT_EQ(reference::rcp(0x7F000000), 0u); // 2^-127 is flushed
  EXPECT_EQ(reference::rsqrt(minus), inf | minus);
  EXPECT_EQ(reference::rsqrt(one | minus), nan);
  EXPECT_EQ(reference::rsqrt(inf), 0u);
  EXPECT_EQ(reference::exp2(0x43000000), inf);
  EXPECT_EQ(reference::exp2(0xC2FC0000), 0x00800000u); // 2^-126
  EXPECT_EQ(reference::exp2(0xC2FE0000), 0u);
  EXPECT_EQ(reference::exp2(inf | minus), 0u);
  EXPECT_EQ(reference::exp2(subnormal), one);
  EXPECT_EQ(reference::log2(minus), inf | minus);
  EXPECT_EQ(reference::log2(one | minus), nan);
  EXPECT_EQ(reference::log2(inf), inf);
  EXPECT_EQ(reference::tanh(minus), minus);
  EXPECT_EQ(reference::tanh(inf | minus), one | minus);
  EXPECT_EQ(reference::tanh(0x00800000), 0x00800000u);
}

} // namespace
