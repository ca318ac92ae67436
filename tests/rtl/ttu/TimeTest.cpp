// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a matmul take the cycles of the array's formula (alc_ttu.sv) if L1
// grants everything, and how much more where it does not fit?
#include "Operands.h"
#include "isa/semantics/Matmul.h"
#include "sim/tile/ttu/TtuTiming.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace isa;

uint64_t modelled(const Matmul &inst, const Chip &chip) {
  const sim::TtuTime time = sim::TtuTiming(chip).of(inst, sim::L1Banks(chip));
  return time.fixed + time.streaming;
}

class MatmulTimeOnArray : public testing::TestWithParam<std::string> {
protected:
  uint64_t cycles(const Matmul &inst) { return bench->run(inst, l1).cycles; }

  std::unique_ptr<Bench> bench = benchOf(GetParam());
  Memory l1 = Memory(chip().l1.bytes);
};

TEST_P(MatmulTimeOnArray, is_that_of_the_model_for_aligned_operands) {
  constexpr unsigned shapes[][3] = {
      {1, 1, 1},    {4, 4, 16},   {4, 4, 64},   {4, 4, 65},   {8, 8, 16},
      {9, 13, 33},  {16, 16, 48}, {16, 16, 64}, {20, 4, 200}, {4, 20, 200},
      {32, 32, 32}, {5, 64, 128}, {8, 8, 2048}};
  for (const auto &[m, n, k] : shapes) {
    Matmul inst = alignedMatmul(m, n, k);
    EXPECT_EQ(cycles(inst), modelled(inst, bench->chip))
        << print(Instruction(inst));
    inst.cFormat = Format::Bf16;
    EXPECT_EQ(cycles(inst), modelled(inst, bench->chip)) << "with a bf16 C";
  }
}

TEST_P(MatmulTimeOnArray, is_the_same_after_another_one_and_after_none) {
  const Matmul inst = alignedMatmul(12, 12, 96);
  const uint64_t first = cycles(inst);
  EXPECT_EQ(cycles(inst), first);
  bench->idle(7);
  EXPECT_EQ(cycles(inst), first);
}

TEST_P(MatmulTimeOnArray,
       is_not_longer_with_start_values_if_blocks_are_long_enough) {
  // A row of C is read and one written for every row of a block.
  Matmul inst = alignedMatmul(16, 16, 32 * unsigned(bench->chip.ttu.rows));
  const uint64_t without = cycles(inst);
  inst.accumulate = true;
  EXPECT_EQ(cycles(inst), without);
}

// Where operands do not begin with lines of L1, port and array are equally fast
// only if the array takes two cycles for a group.
TEST(MatmulTime, grows_where_operands_do_not_begin_with_lines_of_l1) {
  const std::unique_ptr<Bench> bench = benchOf(arrays.front());
  Memory l1(chip().l1.bytes);
  const auto more = [&](Order aOrder, Order bOrder, unsigned aMove,
                        unsigned bMove) {
    Matmul inst = alignedMatmul(16, 12, 80);
    inst.aOrder = aOrder, inst.bOrder = bOrder;
    inst.aStride = inst.bStride = 160;
    inst.a = aMove, inst.b = 0x10000 + bMove, inst.c = 0x20000;
    return bench->run(inst, l1).cycles - modelled(inst, bench->chip);
  };
  constexpr auto rows = Order::RowMajor, columns = Order::ColumnMajor;
  constexpr unsigned blocks = 4 * 3, groups = 5;
  for (const Order other : {rows, columns}) {
    EXPECT_EQ(more(rows, other, 0, 0), 0);
    // An access more for the first panel of A; the others come ahead of time.
    EXPECT_EQ(more(rows, other, 2, 0), 1);
    EXPECT_EQ(more(columns, other, 4, 0), groups);
    // An access more, or twice as many, for every block of B.
    EXPECT_EQ(more(other, columns, 0, 6), blocks);
    EXPECT_EQ(more(other, rows, 0, 2), blocks * groups);
  }
}

INSTANTIATE_TEST_SUITE_P(Shape, MatmulTimeOnArray, testing::ValuesIn(arrays),
                         [](const auto &info) { return info.param; });

} // namespace
} // namespace alcyone::tests
