// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a lane of the vector processor compute every micro-instruction?
#include "Valc_tvp_lane_bench.h"
#include "rtl/Model.h"
#include "tests/numerics/ReferenceMicro.h"
#include "tests/rtl/numerics/Cases.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace alcyone;
using namespace alcyone::tests;
using isa::MicroInfo;
using isa::MicroOp;

namespace {

// A model that counts is slow, and its counts are full sooner.
constexpr int vectorsOfEach = VM_COVERAGE ? 50'000 : 10'000'000 / 16;
constexpr int vectorsOfSpecial = 50'000; // SpecialTest has the rest
constexpr int vectorsWithPlainIntegers = 500;
constexpr size_t lanesWithSpecial = 15; // alc_tvp_lane_bench.sv

bool hasOwnResult(const MicroInfo &info) {
  return !info.isCrossLane && !info.isStore();
}

class Lane : public testing::TestWithParam<MicroInfo> {
protected:
  void evaluateLanes(MicroOp op, const Operands &in) {
    bench.op_i = uint8_t(op);
    bench.imm_i = in.imm;
    std::ranges::copy(in.a, &bench.a_i[0]);
    std::ranges::copy(in.b, &bench.b_i[0]);
    std::ranges::copy(in.c, &bench.c_i[0]);
    std::ranges::copy(in.rd, &bench.rd_i[0]);
    bench.eval();
  }

  rtl::Model<Valc_tvp_lane_bench> bench;
  Cases cases;
};

TEST_P(Lane, computes_what_the_semantics_and_plain_integers_give) {
  const MicroInfo &info = GetParam();
  const size_t lanes = info.isSfu ? lanesWithSpecial : 16;
  const int vectors = info.isSfu ? vectorsOfSpecial : vectorsOfEach;
  for (int n = 0; n < vectors; ++n) {
    const Operands &in = cases.next();
    evaluateLanes(info.op, in);
    ASSERT_EQ(
        difference(info.name, in, bench.y_o, evaluate(info.op, in), lanes), "");
    if (n >= vectorsWithPlainIntegers)
      continue;
    Lanes plain;
    for (size_t i = 0; i < plain.size(); ++i)
      plain[i] = reference::evaluate(info.op, in.a[i], in.b[i], in.c[i],
                                     in.rd[i], in.imm);
    ASSERT_EQ(difference(info.name, in, bench.y_o, plain, lanes), "");
  }
}

std::vector<MicroInfo> withOwnResult() {
  std::vector<MicroInfo> infos;
  std::ranges::copy_if(isa::microInstructions(), std::back_inserter(infos),
                       hasOwnResult);
  return infos;
}

INSTANTIATE_TEST_SUITE_P(each, Lane, testing::ValuesIn(withOwnResult()),
                         [](const auto &info) {
                           return std::string(info.param.name);
                         });

TEST_F(Lane, gives_zero_for_what_it_does_not_have) {
  const Operands &in = cases.next();
  for (const MicroInfo &info : isa::microInstructions()) {
    evaluateLanes(info.op, in);
    if (!hasOwnResult(info)) {
      EXPECT_EQ(difference(info.name, in, bench.y_o, Lanes{}), "");
    }
    if (info.isSfu) {
      EXPECT_EQ(uint32_t(bench.y_o[lanesWithSpecial]), 0u) << info.name;
    }
  }
}

} // namespace
