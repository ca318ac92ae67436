// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a vector instruction take the cycles of the simulator if L1 grants
// everything, and how much more where something has to wait?
#include "RandomVector.h"
#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"
#include "sim/tile/tvp/TvpSchedule.h"
#include "sim/tile/tvp/TvpTiming.h"
#include "tests/semantics/VectorPrograms.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace isa;
using tests::Words;
using Lines = std::vector<const char *>;

class VectorTime : public testing::Test {
protected:
  void SetUp() override {
    inst = rows(1, 1024);
    for (unsigned s = 0; s < 6; ++s)
      rowMajor(inst, s, 0x10000 * s);
  }

  void program(const Lines &setup, const Lines &before, const Lines &body,
               const Lines &after) {
    words.clear();
    for (const Lines &lines : {setup, before, body, after})
      for (const char *line : lines)
        words.push_back(encodeMicro(*parseMicro(line)));
    inst.setupLength = uint8_t(setup.size());
    inst.beforeLength = uint8_t(before.size());
    inst.bodyLength = uint8_t(body.size());
    inst.afterLength = uint8_t(after.size());
  }
  void body(const Lines &lines) { program({}, {}, lines, {}); }

  uint64_t cycles() {
    load(tcm, inst, words);
    EXPECT_EQ(checkVector(inst, l1.size(), words), Fault{});
    return bench->run(inst, tcm, l1).cycles;
  }

  // The simulator's, for an L1 that grants every line, as the bench's does.
  uint64_t modelled() const {
    return sim::TvpTiming(chip()).of(inst, words, sim::L1Banks(chip())).own;
  }

  Vector inst;
  Words words;
  std::unique_ptr<Bench> bench = makeBench();
  Memory l1 = Memory(chip().l1.bytes);
  Memory tcm = Memory(chip().tcp.memoryBytes);
};

TEST_F(VectorTime, is_that_of_the_issue_for_aligned_streams) {
  body({"store o0, s0"});
  EXPECT_EQ(cycles(), modelled());
  inst.format[4] = Format::Bf16, inst.stride[4 * 4 + 3] = 2;
  EXPECT_EQ(cycles(), modelled());
  body({"add v0, s0, s1", "store o0, v0"});
  EXPECT_EQ(cycles(), modelled());
  inst.size[3] = 16;
  EXPECT_EQ(cycles(), modelled());
  inst.size[3] = 1;
  EXPECT_EQ(cycles(), modelled());
}

TEST_F(VectorTime, is_that_of_the_issue_for_reductions) {
  inst.size[1] = 8, inst.size[3] = 384;
  inst.stride[1] = 384 * 4, inst.stride[4 * 4 + 1] = 4;
  inst.laneReduce = true;
  program({"movhi v0, 0"}, {"mov v1, v0"}, {"add v1, s0, v1"},
          {"rsum v1, v1", "store o0, v1"});
  EXPECT_EQ(cycles(), modelled());
  program({"movhi v0, 0"}, {"mov v1, v0"}, {"mul v2, s0, s1", "max v1, v2, v1"},
          {"rmax v1, v1", "store o0, v1"});
  EXPECT_EQ(cycles(), modelled());
}

TEST_F(VectorTime, is_that_of_the_issue_for_special_functions) {
  for (const Lines &lines :
       {Lines{"sub v0, s0, s1", "mul v0, v0, v7", "exp2 v0, v0",
              "store o0, v0"},
        Lines{"sub v0, s0, s1", "rcp v1, s2", "mul v0, v0, v1",
              "mul v0, v0, s3", "store o0, v0"},
        Lines{"mul v1, s0, s0", "add v1, v1, v2", "mul v1, v1, s0",
              "tanh v1, v1", "add v1, v1, v3", "mul v1, v1, s0", "exp2 v4, v1",
              "mul v4, v4, v1", "store o0, v4"},
        Lines{"tanh v0, s0", "store o0, v0"},
        Lines{"add v1, v1, s0", "exp2 v2, v1", "store o0, v2"},
        Lines{"exp2 v1, s0", "add v0, v0, v1", "store o0, v1"}}) {
    body(lines);
    EXPECT_EQ(cycles(), modelled()) << lines[0];
  }
}

TEST_F(VectorTime, hides_special_functions_behind_the_next_vector) {
  const uint64_t vectors = inst.size[3] / vectorLanes;
  body({"sub v0, s0, s1", "mul v0, v0, v7", "exp2 v0, v0", "store o0, v0"});
  EXPECT_LE(cycles(), 4 * vectors + 32);
  program({"movhi v7, 0x3fb8"}, {"movhi v0, 0"},
          {"mul v1, s0, v7", "exp2 v1, v1", "store o0, v1", "add v0, v0, v1"},
          {"rsum v0, v0", "store o1, v0"});
  inst.laneReduce = true;
  inst.stride[5 * 4 + 3] = 0;
  EXPECT_LE(cycles(), 4 * vectors + 40);
  EXPECT_EQ(cycles(), modelled());
}

TEST_F(VectorTime, is_the_same_in_place_and_longer_where_reads_have_to_wait) {
  body({"add v0, s0, s1", "store o0, v0"});
  const uint64_t apart = cycles();
  inst.base[4] = inst.base[0];
  EXPECT_EQ(cycles(), apart);
  inst.base[4] = inst.base[0] + 4;
  EXPECT_GT(cycles(), 4 * apart);
}

TEST_F(VectorTime, grows_with_streams_that_do_not_begin_with_lines) {
  body({"store o0, s0"});
  const uint64_t vectors = inst.size[3] / vectorLanes;
  const uint64_t aligned = cycles();
  inst.base[0] += 4;
  EXPECT_NEAR(double(cycles()), double(aligned + vectors), 2);
  inst.base[0] -= 4, inst.base[4] += 4;
  EXPECT_NEAR(double(cycles()), double(aligned + vectors), 2);
  inst.base[4] -= 4, inst.stride[3] = 8;
  EXPECT_NEAR(double(cycles()), double(aligned + vectors), 2);
}

TEST_F(VectorTime, is_the_simulators_for_random_instructions) {
  unsigned followed = 0, ran = 0;
  for (const Shapes &shapes :
       {Shapes{.mostLanes = 200},
        Shapes{.mostLanes = 200, .isElementwise = true},
        Shapes{.mostLanes = 200, .isElementwise = true, .hasSums = true}})
    for (uint64_t seed = 0; seed < 300; ++seed) {
      Random random(seed);
      const RandomVector vector = randomVector(random, shapes);
      inst = vector.inst, words = vector.words;
      if (checkVector(inst, l1.size(), words))
        continue;
      load(tcm, inst, words);
      bench = makeBench(); // ports begin with the stream after the last one
      const uint64_t measured = bench->run(inst, tcm, l1).cycles;
      const bool isFollowed = measured <= sim::followedCycles;
      EXPECT_NEAR(double(measured), double(modelled()),
                  isFollowed ? 0 : 0.01 * double(measured))
          << "seed " << seed << ", " << print(Instruction(inst)) << "\n"
          << text(words);
      followed += isFollowed;
      ++ran;
    }
  EXPECT_GE(followed, 200) << "of " << ran;
}

TEST_F(VectorTime, is_the_same_after_another_one_and_after_none) {
  body({"add v0, s0, s1", "store o0, v0"});
  const uint64_t first = cycles();
  EXPECT_EQ(cycles(), first);
  bench->idle(7);
  EXPECT_EQ(cycles(), first);
}

} // namespace
} // namespace alcyone::tests
