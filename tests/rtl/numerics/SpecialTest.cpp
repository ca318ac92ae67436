// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the special-function unit give the bits of docs/numerics.md?
#include "Valc_special_bench.h"
#include "rtl/Model.h"
#include "tests/numerics/ReferenceMicro.h"
#include "tests/rtl/numerics/Cases.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace alcyone;
using namespace alcyone::tests;
using isa::MicroOp;

namespace {

constexpr int manyVectors = 10'000'000 / 16;
constexpr int vectorsWithPlainIntegers = 10'000;

struct Function {
  const char *name;
  MicroOp op;
  std::vector<int> binades; // tested whole
};

class Special : public testing::TestWithParam<Function> {
protected:
  std::string differenceOn(const Lanes &arguments) {
    in.a = arguments;
    bench.op_i = uint8_t(GetParam().op);
    std::ranges::copy(in.a, &bench.a_i[0]);
    bench.eval();
    return difference(GetParam().name, in, bench.y_o,
                      evaluate(GetParam().op, in));
  }

  // One in three where the function varies: magnitudes from 2^-28 to 2^8.
  uint32_t argument() {
    if (random.below(3))
      return random.any();
    return (random.bits() & 0x807FFFFF) | uint32_t(99 + random.below(36)) << 23;
  }

  Lanes arguments() {
    Lanes result;
    std::ranges::generate(result, [&] { return argument(); });
    return result;
  }

  rtl::Model<Valc_special_bench> bench;
  reference::RandomFloats random{seed()};
  Operands in{};
};

TEST_P(Special, is_right_on_every_value_of_a_binade) {
  for (int binade : GetParam().binades) {
    const uint32_t first = uint32_t(127 + binade) << 23;
    for (uint32_t fraction = 0; fraction < 1u << 23; fraction += 16) {
      Lanes arguments;
      for (uint32_t i = 0; i < arguments.size(); ++i)
        arguments[i] = first + fraction + i;
      ASSERT_EQ(differenceOn(arguments), "");
    }
  }
}

TEST_P(Special, is_right_on_ten_million_arguments) {
  for (int n = 0; n < manyVectors; ++n)
    ASSERT_EQ(differenceOn(arguments()), "");
}

TEST_P(Special, gives_what_plain_integers_give) {
  for (int n = 0; n < vectorsWithPlainIntegers; ++n) {
    ASSERT_EQ(differenceOn(arguments()), "");
    Lanes plain;
    for (size_t i = 0; i < plain.size(); ++i)
      plain[i] = reference::evaluate(GetParam().op, in.a[i], 0, 0, 0, 0);
    ASSERT_EQ(difference(GetParam().name, in, bench.y_o, plain), "");
  }
}

// rsqrt has a table for each parity of the exponent, tanh one for what is below
// 1/4 and one for what is above.
INSTANTIATE_TEST_SUITE_P(
    each, Special,
    testing::Values(Function{"exp2", MicroOp::Exp2, {5}},
                    Function{"log2", MicroOp::Log2, {0}},
                    Function{"rcp", MicroOp::Rcp, {0}},
                    Function{"rsqrt", MicroOp::Rsqrt, {0, 1}},
                    Function{"tanh", MicroOp::Tanh, {-3, 0}}),
    [](const auto &info) { return std::string(info.param.name); });

} // namespace
