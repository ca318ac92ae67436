// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the arithmetic units give the bits of docs/numerics.md?
#include "Valc_units_bench.h"
#include "rtl/Model.h"
#include "tests/numerics/ReferenceMicro.h"
#include "tests/rtl/numerics/Cases.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

using namespace alcyone;
using namespace alcyone::tests;
using isa::MicroOp;

namespace {

constexpr int manyVectors = 10'000'000 / 16;
constexpr int vectorsWithPlainIntegers = 20'000;

class Units : public testing::Test {
protected:
  using Reference = std::function<Lanes(MicroOp, const Operands &)>;

  void evaluateUnits(const Operands &in) {
    std::ranges::copy(in.a, &bench.a_i[0]);
    std::ranges::copy(in.b, &bench.b_i[0]);
    std::ranges::copy(in.c, &bench.c_i[0]);
    bench.eval();
  }

  // Every unit but bf16_mul.
  void expectEqual(const Operands &in, const Reference &reference) {
    auto expect = [&](const char *name, MicroOp op, const auto &rtl) {
      ASSERT_EQ(difference(name, in, rtl, reference(op, in)), "");
    };
    expect("add", MicroOp::Add, bench.add_o);
    expect("fma", MicroOp::Fma, bench.fma_o);
    expect("itof", MicroOp::Itof, bench.from_int32_o);
    expect("ftoi", MicroOp::Ftoi, bench.to_int32_o);
    expect("floor", MicroOp::Floor, bench.floor_o);
    expect("tobf16", MicroOp::Tobf16, mapped([&](size_t i) {
             return uint32_t(bench.to_bf16_o[i]) << 16;
           }));
    expect("lt", MicroOp::Flt, compared(1));
    expect("eq", MicroOp::Feq, compared(2));
    expect("unordered", MicroOp::Fun, compared(4));
  }

  static Lanes mapped(const auto &function) {
    Lanes result;
    for (size_t i = 0; i < result.size(); ++i)
      result[i] = function(i);
    return result;
  }

  Lanes compared(uint32_t bit) {
    return mapped(
        [&](size_t i) { return uint32_t((bench.compare_o[i] & bit) != 0); });
  }

  rtl::Model<Valc_units_bench> bench;
  Cases cases;
};

TEST_F(Units, give_what_the_semantics_give_on_ten_million_operands) {
  for (int n = 0; n < manyVectors && !HasFatalFailure(); ++n) {
    const Operands &in = cases.next();
    evaluateUnits(in);
    expectEqual(in, evaluate);
  }
}

TEST_F(Units, give_what_plain_integers_give) {
  auto plain = [](MicroOp op, const Operands &in) {
    return mapped([&](size_t i) {
      return reference::evaluate(op, in.a[i], in.b[i], in.c[i], 0, 0);
    });
  };
  for (int n = 0; n < vectorsWithPlainIntegers && !HasFatalFailure(); ++n) {
    const Operands &in = cases.next();
    evaluateUnits(in);
    expectEqual(in, plain);
  }
}

TEST_F(Units, bf16_products_are_those_of_the_widened_operands) {
  for (int n = 0; n < manyVectors; ++n) {
    Operands in = cases.next();
    evaluateUnits(in);
    for (size_t i = 0; i < in.a.size(); ++i) {
      in.a[i] &= 0xFFFF0000;
      in.b[i] &= 0xFFFF0000;
    }
    ASSERT_EQ(difference("bf16_mul", in, bench.bf16_mul_o,
                         evaluate(MicroOp::Mul, in)),
              "");
  }
}

TEST_F(Units, below_is_the_order_of_min) {
  for (int n = 0; n < manyVectors; ++n) {
    const Operands &in = cases.next();
    evaluateUnits(in);
    const Lanes smaller = evaluate(MicroOp::Min, in);
    const Lanes chosen = mapped([&](size_t i) {
      const uint32_t x = bench.compare_o[i] & 8 ? in.a[i] : in.b[i];
      const bool isSubnormal = (x & 0x7F800000) == 0;
      return bench.compare_o[i] & 4 ? 0x7FC00000
             : isSubnormal          ? x & 0x80000000
                                    : x;
    });
    ASSERT_EQ(difference("below", in, chosen, smaller), "");
  }
}

} // namespace
