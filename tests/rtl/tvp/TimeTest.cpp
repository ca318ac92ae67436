// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a vector instruction take the cycles of the unit's formula (alc_tvp.sv)
// if L1 grants everything, and how much more where something has to wait?
#include "RandomVector.h"
#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"
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

  // Issued one after the other; the first run that reads a stream has `ahead`
  // before it.
  uint64_t formula(unsigned ahead) const {
    const sim::TvpNest nest(inst);
    const uint64_t runs[] = {1, nest.outer, nest.outer * nest.chained,
                             nest.outer};
    const unsigned lengths[] = {inst.setupLength, inst.beforeLength,
                                inst.bodyLength, inst.afterLength};
    uint64_t slots = 0;
    size_t first = 0;
    for (unsigned part = 0; part < 4; ++part) {
      const sim::TvpSection section =
          sim::analyseSection(std::span(words).subspan(first, lengths[part]));
      first += lengths[part];
      slots +=
          runs[part] * (section.operations +
                        section.crossLane * (chip().tvp.crosslaneCycles - 1));
    }
    const uint64_t reads = chip().l1.latencyCycles + 5;
    return chip().tvp.startCycles + std::max<uint64_t>(reads, 2 + ahead) +
           slots - ahead + 4;
  }

  Vector inst;
  Words words;
  std::unique_ptr<Bench> bench = makeBench();
  Memory l1 = Memory(chip().l1.bytes);
  Memory tcm = Memory(chip().tcp.memoryBytes);
};

TEST_F(VectorTime, is_that_of_the_issue_for_aligned_streams) {
  body({"store o0, s0"});
  EXPECT_EQ(cycles(), formula(0));
  inst.format[4] = Format::Bf16, inst.stride[4 * 4 + 3] = 2;
  EXPECT_EQ(cycles(), formula(0));
  body({"add v0, s0, s1", "store o0, v0"});
  EXPECT_EQ(cycles(), formula(0));
  inst.size[3] = 16;
  EXPECT_EQ(cycles(), formula(0));
  inst.size[3] = 1;
  EXPECT_EQ(cycles(), formula(0));
}

TEST_F(VectorTime, is_that_of_the_issue_for_reductions) {
  inst.size[1] = 8, inst.size[3] = 384;
  inst.stride[1] = 384 * 4, inst.stride[4 * 4 + 1] = 4;
  inst.laneReduce = true;
  program({"movhi v0, 0"}, {"mov v1, v0"}, {"add v1, s0, v1"},
          {"rsum v1, v1", "store o0, v1"});
  EXPECT_EQ(cycles(), formula(2));
  program({"movhi v0, 0"}, {"mov v1, v0"}, {"mul v2, s0, s1", "max v1, v2, v1"},
          {"rmax v1, v1", "store o0, v1"});
  EXPECT_EQ(cycles(), formula(2));
}

TEST_F(VectorTime, hides_special_functions_behind_the_next_vector) {
  const auto overhead = [&](const Lines &lines) {
    body(lines);
    return int64_t(cycles()) - int64_t(formula(0));
  };
  const auto vectors = int64_t(inst.size[3] / vectorLanes);
  EXPECT_LE(overhead({"sub v0, s0, s1", "mul v0, v0, v7", "exp2 v0, v0",
                      "store o0, v0"}),
            8);
  EXPECT_LE(overhead({"sub v0, s0, s1", "rcp v1, s2", "mul v0, v0, v1",
                      "mul v0, v0, s3", "store o0, v0"}),
            8);
  // Two of them close to each other are not hidden altogether.
  EXPECT_LE(overhead({"mul v1, s0, s0", "add v1, v1, v2", "mul v1, v1, s0",
                      "tanh v1, v1", "add v1, v1, v3", "mul v1, v1, s0",
                      "exp2 v4, v1", "mul v4, v4, v1", "store o0, v4"}),
            2 * vectors + 8);
  // As many cycles as the unit takes for them, where nothing else is done.
  EXPECT_LE(overhead({"tanh v0, s0", "store o0, v0"}), 2 * vectors + 8);
}

TEST_F(VectorTime, waits_for_special_functions_if_registers_are_kept) {
  body({"add v1, v1, s0", "exp2 v2, v1", "store o0, v2"});
  const uint64_t vectors = inst.size[3] / vectorLanes;
  const uint64_t slots = vectorLanes / chip().tvp.sfuLanes;
  EXPECT_EQ(cycles(), formula(0) + vectors * (slots - 1));
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

TEST_F(VectorTime, is_the_same_after_another_one_and_after_none) {
  body({"add v0, s0, s1", "store o0, v0"});
  const uint64_t first = cycles();
  EXPECT_EQ(cycles(), first);
  bench->idle(7);
  EXPECT_EQ(cycles(), first);
}

} // namespace
} // namespace alcyone::tests
