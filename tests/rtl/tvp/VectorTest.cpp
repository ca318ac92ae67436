// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the vector processor leave in L1, every byte of it, what isa::vector
// does, for random programs and streams?
#include "isa/semantics/Vector.h"
#include "RandomVector.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace alcyone::tests {
namespace {

using namespace isa;

class VectorUnit : public testing::Test {
protected:
  void compare(const RandomVector &vector, unsigned refused) {
    load(tcm, vector.inst, vector.words);
    Memory expected = l1;
    const Fault fault = isa::vector(vector.inst, expected.data(),
                                    expected.size(), vector.words);
    const Outcome run = bench->run(vector.inst, tcm, l1, refused);
    const auto where = [&] {
      return ", after " + print(Instruction(vector.inst)) + "\n" +
             text(vector.words) + "with " + std::to_string(refused) +
             " % refused, seed " + std::to_string(seed);
    };
    ASSERT_EQ(run.fault, fault) << where();
    ran += !fault;
    if (l1 == expected)
      return;
    const auto wrong = std::mismatch(l1.begin(), l1.end(), expected.begin());
    FAIL() << "byte " << wrong.first - l1.begin() << " is "
           << unsigned(*wrong.first) << ", not " << unsigned(*wrong.second)
           << where();
  }

  // L1 is kept, so that a run's results are the next one's operands.
  void compareMany(uint64_t first, unsigned count, const Shapes &shapes,
                   unsigned mostRefused) {
    ran = 0;
    for (unsigned i = 0; i < count && !HasFatalFailure(); ++i) {
      seed = first + i;
      Random random(seed);
      if (i % 50 == 0)
        l1 = randomMemory(random, chip().l1.bytes);
      compare(randomVector(random, shapes), random.below(mostRefused + 1));
    }
    EXPECT_GT(ran, count / 3) << "the others leave L1";
  }

  std::unique_ptr<Bench> bench = makeBench();
  Memory l1;
  Memory tcm = Memory(chip().tcp.memoryBytes);
  uint64_t seed = 0;
  unsigned ran = 0; // without a fault
};

TEST_F(VectorUnit, runs_random_programs_as_defined) {
  compareMany(0, 4000, {}, 0);
}
TEST_F(VectorUnit, runs_random_programs_when_l1_refuses) {
  compareMany(10'000, 3000, {}, 60);
}
TEST_F(VectorUnit, runs_random_programs_over_any_strides) {
  compareMany(20'000, 2000, {.isWild = true}, 30);
}
TEST_F(VectorUnit, runs_random_programs_whose_vectors_overlap_in_time) {
  compareMany(50'000, 3000, {.mostLanes = 150, .isElementwise = true}, 20);
}
TEST_F(VectorUnit, runs_random_sums_whose_vectors_overlap_in_time) {
  compareMany(60'000, 3000,
              {.mostLanes = 150, .isElementwise = true, .hasSums = true}, 20);
}
TEST_F(VectorUnit, runs_long_programs) {
  compareMany(30'000, 200, {.mostWords = 100}, 20);
}
TEST_F(VectorUnit, runs_over_many_vectors) {
  compareMany(40'000, 300, {.mostLanes = 700}, 20);
}
TEST_F(VectorUnit, runs_after_a_reset_in_the_middle_of_another_program) {
  const Shapes shapes{.mostLanes = 150};
  for (seed = 70'000; seed < 71'000 && !HasFatalFailure(); ++seed) {
    Random random(seed);
    if (seed % 50 == 0)
      l1 = randomMemory(random, chip().l1.bytes);
    const RandomVector other = randomVector(random, shapes);
    load(tcm, other.inst, other.words);
    bench->abandon(other.inst, tcm, l1, random.below(300));
    compare(randomVector(random, shapes), 20);
  }
}

} // namespace
} // namespace alcyone::tests
