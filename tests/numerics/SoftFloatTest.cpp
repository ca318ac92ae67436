// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the slow soft float agree with the host's FPU in the environment that
// the ISA is defined in? (The reference must be right before it judges others.)
#include "tests/numerics/SoftFloat.h"
#include "isa/numerics/FloatEnvironment.h"
#include "tests/numerics/RandomFloats.h"

#include <bit>
#include <gtest/gtest.h>

using namespace alcyone;

namespace {

// Not inlined: the compiler must not move it out of the FloatEnvironment.
[[gnu::noinline]] float hostAdd(float a, float b) { return a + b; }
[[gnu::noinline]] float hostMul(float a, float b) { return a * b; }

uint32_t onHost(float (*operation)(float, float), uint32_t a, uint32_t b) {
  isa::FloatEnvironment environment;
  const float result =
      operation(std::bit_cast<float>(a), std::bit_cast<float>(b));
  const auto bits = std::bit_cast<uint32_t>(result);
  return reference::isNan(bits) ? reference::canonicalNan : bits;
}

TEST(SoftFloat, adds_and_multiplies_as_the_host_with_ftz_and_daz) {
  reference::RandomFloats random(reference::seed());
  for (int i = 0; i < 200'000; ++i) {
    const uint32_t a = random.any();
    const uint32_t b = i % 2 ? random.any() : random.near(a);
    ASSERT_EQ(reference::add(a, b), onHost(hostAdd, a, b))
        << std::hex << a << " + " << b << ", seed " << reference::seed();
    ASSERT_EQ(reference::mul(a, b), onHost(hostMul, a, b))
        << std::hex << a << " * " << b << ", seed " << reference::seed();
  }
}

TEST(SoftFloat, detects_tininess_after_rounding) {
  // (1 - 2^-24) * 2^-126 rounds up to the least normal number: not flushed.
  EXPECT_EQ(reference::mul(0x3F7FFFFF, 0x00800001), 0x00800000u);
  EXPECT_EQ(reference::mul(0x3F7FFFFF, 0x00800000), 0u);
  EXPECT_EQ(reference::fma(0x3F7FFFFF, 0x80800000, 0x80000000), 0x80000000u);
}

TEST(SoftFloat, rounds_a_fused_multiply_add_once) {
  // (1 + 2^-12)^2 = 1 + 2^-11 + 2^-24: the product alone rounds to even.
  const uint32_t x = 0x3F800800;
  EXPECT_EQ(reference::mul(x, x), 0x3F801000u);
  EXPECT_EQ(reference::fma(x, x, 0xBF801000), 0x33800000u); // 2^-24
}

TEST(SoftFloat, gives_cancelled_sums_the_positive_zero) {
  EXPECT_EQ(reference::add(0x3F800000, 0xBF800000), 0u);
  EXPECT_EQ(reference::add(0x80000000, 0x80000000), 0x80000000u);
  EXPECT_EQ(reference::add(0x80000000, 0), 0u);
}

TEST(FloatEnvironment, restores_what_was_there) {
  volatile float tiny = std::bit_cast<float>(0x00800000u);
  const auto halved = [&] {
    return std::bit_cast<uint32_t>(hostMul(tiny, 0.5f));
  };
  EXPECT_EQ(halved(), 0x00400000u);
  {
    isa::FloatEnvironment environment;
    EXPECT_EQ(halved(), 0u);
  }
  EXPECT_EQ(halved(), 0x00400000u);
}

} // namespace
