// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the tensor unit leave in L1, every byte of it, what isa::matmul does,
// and report what isa::checkMatmul does? Does it read no line but its
// operands'?
#include "isa/semantics/Matmul.h"
#include "Operands.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace alcyone::tests {
namespace {

using namespace isa;

class MatmulOnArray : public testing::TestWithParam<std::string> {
protected:
  // Memories are kept, so that a run's results are the next one's operands.
  void compare(const Matmul &inst, Memory &l1, unsigned refused) {
    ASSERT_EQ(checkMatmul(inst, l1.size()).code, FaultCode::None)
        << print(Instruction(inst));
    Memory expected = l1;
    matmul(inst, expected.data());
    const Outcome run = bench->run(inst, l1, refused);
    ASSERT_EQ(run.fault, Fault{}) << print(Instruction(inst));
    const std::vector<bool> operands = operandLines(inst);
    for (const uint32_t line : run.readLines)
      ASSERT_TRUE(operands[line]) << "line " << line << " is read in vain by "
                                  << print(Instruction(inst));
    if (l1 == expected)
      return;
    const auto wrong = std::mismatch(l1.begin(), l1.end(), expected.begin());
    FAIL() << "byte " << wrong.first - l1.begin() << " is "
           << unsigned(*wrong.first) << ", not " << unsigned(*wrong.second)
           << ", after " << print(Instruction(inst)) << " with " << refused
           << " % refused, seed " << seed;
  }

  void compareMany(unsigned count, unsigned mostRows, unsigned mostK,
                   unsigned mostRefused) {
    for (unsigned i = 0; i < count && !HasFatalFailure(); ++i) {
      seed = 100'000 * bench->chip.ttu.depth + i;
      Random random(seed);
      if (i % 50 == 0)
        l1 = randomMemory(random, Values(i / 50 % unsigned(Values::Count)));
      const unsigned m = 1 + random.below(mostRows);
      const unsigned n = 1 + random.below(mostRows);
      const unsigned k = 1 + random.below(mostK);
      compare(randomMatmul(random, m, n, k), l1, random.below(mostRefused + 1));
    }
  }

  std::unique_ptr<Bench> bench = benchOf(GetParam());
  Memory l1;
  uint64_t seed = 0;
};

TEST_P(MatmulOnArray, is_right_for_small_shapes) {
  compareMany(4000, 10, 40, 0);
}
TEST_P(MatmulOnArray, is_right_for_larger_shapes) {
  compareMany(300, 40, 150, 0);
}
TEST_P(MatmulOnArray, is_right_when_l1_refuses) {
  compareMany(3000, 14, 70, 60);
}
TEST_P(MatmulOnArray, is_right_with_and_without_room_for_the_panel) {
  Random random(seed = bench->chip.ttu.depth);
  l1 = randomMemory(random, Values::Ordinary);
  const Chip &chip = bench->chip;
  const auto most = unsigned(chip.ttu.panelBytes / chip.ttu.rows / 2);
  for (const unsigned k : {most - 1, most, most + 1, most + 17, 2 * most})
    compare(randomMatmul(random, 9, 9, k), l1, 10);
}
TEST_P(MatmulOnArray, is_right_after_a_reset_in_the_middle_of_another_one) {
  Random random(seed = bench->chip.ttu.depth);
  l1 = randomMemory(random, Values::Ordinary);
  for (unsigned i = 0; i < 300 && !HasFatalFailure(); ++i) {
    const auto any = [&] {
      return randomMatmul(random, 1 + random.below(14), 1 + random.below(14),
                          1 + random.below(70));
    };
    bench->abandon(any(), l1, random.below(200));
    compare(any(), l1, 20);
  }
}

INSTANTIATE_TEST_SUITE_P(Shape, MatmulOnArray, testing::ValuesIn(arrays),
                         [](const auto &info) { return info.param; });

class MatmulFault : public testing::Test {
protected:
  void compare(const Matmul &inst) {
    const Fault expected = checkMatmul(inst, l1.size());
    const Memory before = l1;
    const Outcome run = bench->run(inst, l1);
    if (!expected)
      matmul(inst, std::vector<uint8_t>(before).data());
    ASSERT_EQ(run.fault, expected) << print(Instruction(inst));
    if (expected) {
      ASSERT_EQ(l1, before) << "a faulting matmul wrote";
    }
  }

  std::unique_ptr<Bench> bench = benchOf(arrays.front());
  Memory l1 = Memory(chip().l1.bytes);
};

TEST_F(MatmulFault, is_that_of_the_semantics_for_every_rule) {
  const auto with = [&](auto change) {
    Matmul inst = alignedMatmul(5, 6, 7);
    change(inst);
    compare(inst);
  };
  const auto l1Bytes = uint32_t(chip().l1.bytes);
  with([](Matmul &) {});
  with([](Matmul &i) { i.m = 0; });
  with([](Matmul &i) { i.n = 0; });
  with([](Matmul &i) { i.k = 0; });
  with([](Matmul &i) { i.aFormat = Format::Fp32; });
  with([](Matmul &i) { i.bFormat = Format::None; });
  with([](Matmul &i) { i.cFormat = Format::Int8; });
  with([](Matmul &i) { i.cFormat = Format::Bf16, i.accumulate = true; });
  with([](Matmul &i) { i.cStride = 23; });
  with([](Matmul &i) { i.cStride = 12, i.cFormat = Format::Bf16; });
  with([](Matmul &i) { i.cStride = 11, i.cFormat = Format::Bf16; });
  with([](Matmul &i) { i.cStride = 11, i.m = 1; });
  with([](Matmul &i) { i.c = i.a; });
  with([](Matmul &i) { i.c = i.b + 4; });
  with([](Matmul &i) { i.a = i.c + 22; });
  with([](Matmul &i) { i.a += 1; });
  with([](Matmul &i) { i.b += 1; });
  with([](Matmul &i) { i.c += 2; });
  with([](Matmul &i) { i.c += 3, i.b += 1; });
  with([](Matmul &i) { i.aStride += 1; });
  with([](Matmul &i) { i.bStride += 1; });
  with([](Matmul &i) { i.cStride += 2; });
  with([](Matmul &i) { i.cStride += 2, i.m = 1; });
  with([](Matmul &i) { i.a = 0xFFFFFFFE; });
  with([=](Matmul &i) { i.a = l1Bytes - 2; });
  with([=](Matmul &i) { i.b = l1Bytes - 80; });
  with([=](Matmul &i) { i.b = l1Bytes, i.a = l1Bytes + 4096; });
  with([=](Matmul &i) { i.c = l1Bytes - 4; });
  with([=](Matmul &i) { i.cStride = 0xFFFFFFFC; });
  with([=](Matmul &i) { i.cStride = 0xFFFFFFFE; });
  with([=](Matmul &i) { i.bStride = 0xFFFFFFF0, i.b = 0x20000; });
  with([=](Matmul &i) { i.c = 0x10000, i.bStride = 0x4000; });
}

TEST_F(MatmulFault, is_that_of_the_semantics_for_any_fields) {
  constexpr uint32_t edges[] = {0, 1, 2, 4, 8, 0x7FFFF, 0x80000, 0xFFFFFFFF};
  for (uint64_t seed = 0; seed < 3000 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    Matmul inst = randomMatmul(random, 1 + random.below(9), 1 + random.below(9),
                               1 + random.below(20));
    uint32_t *const words[] = {&inst.a,       &inst.b,       &inst.c,
                               &inst.aStride, &inst.bStride, &inst.cStride};
    for (unsigned i = 1 + random.below(3); i-- > 0;)
      *random.pick(words) +=
          random.oneIn(2) ? random.pick(edges) : uint32_t(random.next());
    if (random.oneIn(8))
      inst.m = uint16_t(random.pick(edges) & 0xF);
    compare(inst);
  }
}

} // namespace
} // namespace alcyone::tests
