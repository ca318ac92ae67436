// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are the memories after random instructions on all channels at once what the
// semantics leave?
#include "RandomMove.h"
#include "TdmaBench.h"

#include "isa/semantics/Tdma.h"
#include "isa/support/AddressMap.h"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>

using namespace alcyone;
using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

Fault semantics(const Instruction &instruction, MemoryMap &memory) {
  if (const auto *one = std::get_if<Copy>(&instruction))
    return copy(*one, memory, 0);
  if (const auto *one = std::get_if<Fill>(&instruction))
    return fill(*one, memory, 0);
  return gather(std::get<Gather>(instruction), memory, 0);
}

std::string difference(MemoryMap &made, MemoryMap &expected, unsigned channel) {
  static constexpr const char *names[] = {"L1", "L2", "HBM"};
  const auto one = RandomMove::areas(made, channel);
  const auto other = RandomMove::areas(expected, channel);
  for (unsigned i = 0; i < one.size(); ++i) {
    if (std::memcmp(one[i].data(), other[i].data(), one[i].size()) == 0)
      continue;
    size_t at = 0;
    while (one[i][at] == other[i][at])
      ++at;
    return std::string(names[i]) + " differs at " +
           std::to_string(at + channel * RandomMove::areaBytes);
  }
  return {};
}

// The DMA, and beside it the semantics with a memory of their own.
class Moves {
public:
  Moves(const Delays &delays, uint64_t seed)
      : bench(delays, seed), random(seed), seed(seed), expected(bench.chip),
        running(bench.channels()), faults(bench.channels()) {
    for (unsigned channel = 0; channel < bench.channels(); ++channel)
      for (const std::span<uint8_t> area :
           RandomMove::areas(bench.memory, channel))
        for (uint8_t &byte : area)
          byte = random.below(4) ? uint8_t(random.below(256)) : 0x7F;
    copyMemory();
  }

  void start(unsigned channel) {
    running[channel] = random.next(channel);
    if (const auto *one = std::get_if<Gather>(&running[channel]))
      random.list(*one, bench.memory, expected);
    faults[channel] = semantics(running[channel], expected);
    bench.start(channel, running[channel]);
  }

  void expectItsEnd(unsigned channel) {
    const std::string what =
        print(running[channel]) + ", seed " + std::to_string(seed);
    ASSERT_EQ(bench.faults[channel].code, faults[channel].code) << what;
    ASSERT_EQ(bench.faults[channel].value, faults[channel].value) << what;
    ASSERT_EQ(difference(bench.memory, expected, channel), "") << what;
  }

  // What is under way may have written or not.
  void reset() {
    bench.reset();
    copyMemory();
  }

  TdmaBench bench;
  RandomMove random;

private:
  void copyMemory() {
    for (unsigned channel = 0; channel < bench.channels(); ++channel) {
      const auto from = RandomMove::areas(bench.memory, channel);
      const auto to = RandomMove::areas(expected, channel);
      for (unsigned i = 0; i < from.size(); ++i)
        std::ranges::copy(from[i], to[i].begin());
    }
  }

  const uint64_t seed;
  MemoryMap expected;
  std::vector<Instruction> running;
  std::vector<Fault> faults;
};

void runsLikeTheSemantics(const Delays &delays, uint64_t seed,
                          unsigned instructions) {
  Moves moves(delays, seed);
  TdmaBench &bench = moves.bench;
  std::vector<bool> runs(bench.channels());
  unsigned started = 0, left = 0;
  for (uint64_t now = 0, lastEnd = 0; started < instructions || left != 0;
       ++now) {
    ASSERT_LT(now - lastEnd, 2'000'000u) << "never ends, seed " << seed;
    for (unsigned channel = 0; channel < bench.channels(); ++channel) {
      if (runs[channel] && !bench.isBusy(channel)) {
        runs[channel] = false;
        lastEnd = now;
        --left;
        ASSERT_NO_FATAL_FAILURE(moves.expectItsEnd(channel));
      }
      if (!runs[channel] && started < instructions &&
          moves.random.below(4) == 0) {
        moves.start(channel);
        runs[channel] = true;
        ++started, ++left;
      }
    }
    bench.step();
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
  }
}

TEST(TdmaMove, all_channels_move_what_the_semantics_move) {
  runsLikeTheSemantics({.shortest = 5, .longest = 80, .refused = 20}, 1, 1000);
}

TEST(TdmaMove, memories_that_never_wait_change_nothing) {
  runsLikeTheSemantics({.shortest = 1, .longest = 1, .refused = 0}, 2, 1000);
}

TEST(TdmaMove, memories_that_mostly_refuse_change_nothing) {
  runsLikeTheSemantics({.shortest = 0, .longest = 300, .refused = 70}, 3, 250);
}

TEST(TdmaMove, widens_every_bf16) {
  constexpr uint32_t patterns = 1 << 16;
  TdmaBench bench;
  MemoryMap expected(bench.chip);
  for (MemoryMap *memory : {&bench.memory, &expected})
    for (uint32_t bits = 0; bits < patterns; ++bits)
      std::memcpy(&memory->hbm()[2 * bits], &bits, 2);
  Copy inst;
  inst.dst = address::ownL1, inst.src = address::hbm;
  inst.shape = {1, 1, 1, patterns};
  inst.srcFormat = Format::Bf16, inst.dstFormat = Format::Fp32;
  inst.srcStride[3] = 2, inst.dstStride[3] = 4;
  ASSERT_EQ(semantics(inst, expected), Fault());
  ASSERT_EQ(bench.run(inst), Fault());
  EXPECT_TRUE(std::ranges::equal(bench.memory.l1(0), expected.l1(0)));
}

TEST(TdmaMove, a_reset_forgets_what_is_under_way) {
  Moves moves({.shortest = 5, .longest = 80, .refused = 20}, 4);
  TdmaBench &bench = moves.bench;
  for (unsigned round = 0; round < 100 && !HasFailure(); ++round) {
    for (unsigned channel = 0; channel < bench.channels(); ++channel)
      moves.start(channel);
    for (uint64_t left = moves.random.below(500); left-- > 0;)
      bench.step();
    moves.reset();
    for (unsigned channel = 0; channel < bench.channels(); ++channel)
      moves.start(channel);
    for (unsigned channel = 0; channel < bench.channels(); ++channel) {
      bench.finish(channel);
      moves.expectItsEnd(channel);
    }
  }
}

} // namespace
