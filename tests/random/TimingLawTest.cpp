// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is a chip with less of anything never faster? For what one engine does alone:
// where several meet, who comes first may change, and with it everything after;
// so packets go one at a time too (several meet at the rows of the HBM). Not
// the number of banks: a skewed bank number is a matter of luck.
#include "Chips.h"
#include "Machines.h"
#include "runtime/random/Generator.h"
#include "runtime/random/Image.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace random;

struct Change {
  const char *key;
  double factor;
};

constexpr Change slower[] = {
    {"tdma.bytes_per_cycle", 0.5},
    {"noc.link_bytes_per_cycle", 0.5},
    {"l2.bytes_per_cycle", 0.5},
    {"hbm.bytes_per_cycle", 0.5},
    {"ttu.operand_bytes_per_cycle", 0.5},
    {"ttu.depth", 0.5},
    {"tvp.lanes", 0.5},
    {"tvp.stream_bytes_per_cycle", 0.5},
    {"tdma.start_cycles", 2},
    {"l1.latency_cycles", 2},
    {"l2.latency_cycles", 2},
    {"noc.hop_cycles", 2},
    {"noc.inject_cycles", 2},
    {"hbm.controller_cycles", 2},
    {"hbm.t_rcd_ns", 2},
    {"hbm.t_rp_ns", 2},
    {"hbm.t_cl_ns", 2},
    {"hbm.t_rfc_ns", 2},
    {"ttu.start_cycles", 2},
    {"ttu.pipeline_cycles", 2},
    {"ttu.drain_cycles_per_row", 2},
    {"tvp.start_cycles", 2},
    {"tvp.pipeline_cycles", 2},
    {"tvp.crosslane_cycles", 2},
    {"queue.push_cycles", 2},
    {"queue.dispatch_cycles", 2},
    {"tcp.base_cycles", 2},
    {"tcp.register_cycles", 2},
};

// Lines that come later may meet fewer others at the banks of L1, as in the
// RTL: up to 2 % may be gained.
constexpr uint64_t luck = 50;

// Some operations of one queue.
struct OneQueue {
  Layout layout;
  std::vector<uint8_t> image;
  uint64_t seed;
};

OneQueue programOf(const isa::Chip &chip, uint64_t seed) {
  Random random(seed);
  Generator generator(chip, seed);
  const unsigned tile = random.below(chip.tileCount());
  std::vector<Operation> operations{generator.single(tile)};
  for (unsigned more = random.below(4); more > 0;) {
    operations.push_back(generator.single(tile));
    if (operations.back().queue == operations[0].queue)
      --more;
    else
      operations.pop_back();
  }
  Schedule schedule(chip.tileCount());
  for (const Operation &operation : operations)
    schedule[tile].push_back({.queue = operation.queue,
                              .instruction = operation.instruction,
                              .operation = &operation});
  return {generator.layout(), image(schedule, chip, seed), seed};
}

uint64_t cyclesOf(Machines &machines, const OneQueue &program) {
  const isa::LaunchResult result =
      machines.runOther(program.image, program.layout, program.seed);
  EXPECT_EQ(result.message, "");
  return *result.statistics.cycles;
}

TEST(TimingLaw, a_chip_with_less_is_never_faster) {
  isa::Chip chip = isa::loadChip("edge");
  chip.tdma.outstandingPackets = 1;
  const uint64_t first = firstSeed();
  const uint64_t count = setting("ALCYONE_PROGRAMS", 100);
  Machines usual(chip);
  std::vector<OneQueue> programs;
  std::vector<uint64_t> cycles;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    programs.push_back(programOf(chip, seed));
    cycles.push_back(cyclesOf(usual, programs.back()));
  }
  for (const Change &change : slower) {
    isa::Chip less = chip;
    set(less, change.key, value(chip, change.key) * change.factor);
    Machines slow(less);
    for (uint64_t i = 0; i < count; ++i)
      ASSERT_GE(cyclesOf(slow, programs[i]) * luck, cycles[i] * (luck - 1))
          << "with " << change.key << " = " << value(less, change.key)
          << ", ALCYONE_SEED=" << first + i << " ALCYONE_PROGRAMS=1";
  }
}

} // namespace
} // namespace alcyone::tests
