// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question of this folder: do ref and sim agree on programs that nobody thought
// of? Here: 10,000 random race-free programs for all queues of all tiles give
// the same bytes on both, and sim takes the same cycles each time.
//
// ALCYONE_SEED=n starts from another seed ("random": from a new one), and
// ALCYONE_PROGRAMS=n runs another number in each part. A failure is shrunk and
// printed with the seed that repeats it alone: ALCYONE_SEED=n
// ALCYONE_PROGRAMS=1, same part.
#include "Chips.h"
#include "Machines.h"
#include "Shrink.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <memory>

namespace alcyone::tests {
namespace {

constexpr unsigned parts = 8;
constexpr uint64_t programsPerPart = 1250;
constexpr uint64_t programsPerChip = 50; // of the random chips
constexpr uint64_t repeatEvery = 16;
constexpr uint64_t rtlPrograms = 150;

class RandomPrograms : public testing::TestWithParam<unsigned> {};

// Parts 0 and 1 are nano, 2 and 3 edge, the others random chips.
isa::Chip chipOf(unsigned part, uint64_t seed) {
  if (part < 2)
    return isa::loadChip("nano");
  return part < 4 ? isa::loadChip("edge") : randomChip(seed / programsPerChip);
}

TEST_P(RandomPrograms, give_the_same_bytes_on_ref_and_sim) {
  const unsigned part = GetParam();
  const uint64_t count = setting("ALCYONE_PROGRAMS", programsPerPart);
  const uint64_t first = firstSeed() + (count == 1 ? 0 : part * 1'000'000);
  std::unique_ptr<Machines> machines;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    if (!machines || (part >= 4 && seed % programsPerChip == 0))
      machines = std::make_unique<Machines>(chipOf(part, seed));
    const RandomProgram program = randomProgram(machines->chip(), seed);
    const std::vector<uint8_t> code =
        image(order(program), machines->chip(), seed);
    const Machines::Outcome outcome = machines->run(code, program.layout, seed);
    ASSERT_EQ(disagreement(outcome), "")
        << "ALCYONE_SEED=" << seed << " ALCYONE_PROGRAMS=1, part " << part
        << ", chip " << machines->chip().name << "\n"
        << report(*machines, shrink(*machines, program));
    if (seed % repeatEvery)
      continue;
    const isa::LaunchResult again =
        machines->runOther(code, program.layout, seed);
    ASSERT_EQ(again.statistics.cycles, outcome.cycles())
        << "ALCYONE_SEED=" << seed << " takes other cycles the second time";
  }
}

INSTANTIATE_TEST_SUITE_P(Part, RandomPrograms, testing::Range(0u, parts));

class RandomProgramsOfATile : public testing::TestWithParam<const char *> {
protected:
  // A cycle of the larger tile takes six times as long.
  uint64_t usual() {
    return std::string_view(GetParam()) == "nano" ? rtlPrograms
                                                  : rtlPrograms / 3;
  }
};

TEST_P(RandomProgramsOfATile, give_the_same_bytes_on_ref_and_rtl) {
  Machines machines(isa::loadChip(GetParam()), "rtl");
  const uint64_t first = firstSeed();
  const uint64_t count = setting("ALCYONE_PROGRAMS", usual());
  for (uint64_t seed = first; seed < first + count; ++seed) {
    const RandomProgram program = randomProgram(machines.chip(), seed);
    const std::vector<uint8_t> code =
        image(order(program), machines.chip(), seed);
    ASSERT_EQ(disagreement(machines.run(code, program.layout, seed)), "")
        << "ALCYONE_SEED=" << seed << " ALCYONE_PROGRAMS=1\n"
        << report(machines, shrink(machines, program));
  }
}

INSTANTIATE_TEST_SUITE_P(Chip, RandomProgramsOfATile,
                         testing::Values("nano", "tile100"),
                         [](const auto &info) {
                           return std::string(info.param);
                         });

// That the order is needed, and that it would be seen if it were not kept.
TEST(RandomPrograms, without_their_semaphores_go_wrong) {
  constexpr uint64_t programs = 100;
  Machines machines(isa::loadChip("edge"));
  const uint64_t first = firstSeed();
  uint64_t wrong = 0;
  for (uint64_t seed = first; seed < first + programs; ++seed) {
    const RandomProgram program = randomProgram(machines.chip(), seed);
    Schedule schedule = order(program);
    for (auto &items : schedule) {
      std::erase_if(items, [](const Item &item) {
        return item.kind == Item::Kind::Wait || item.kind == Item::Kind::Signal;
      });
      for (Item &item : items)
        isa::header(item.instruction) = isa::Header();
    }
    const Machines::Outcome outcome = machines.run(
        image(schedule, machines.chip(), seed), program.layout, seed);
    wrong += !outcome.difference.empty();
  }
  EXPECT_GT(wrong, programs / 3);
  std::cout << wrong << " of " << programs << " differ\n";
}

// Nothing of one launch is left in the next one's time.
TEST(RandomPrograms, take_the_same_cycles_on_a_new_model) {
  const isa::Chip chip = isa::loadChip("edge");
  Machines used(chip);
  const uint64_t first = firstSeed();
  for (uint64_t seed = first; seed < first + 20; ++seed) {
    const RandomProgram program = randomProgram(chip, seed);
    const std::vector<uint8_t> code = image(order(program), chip, seed);
    Machines fresh(chip);
    EXPECT_EQ(used.runOther(code, program.layout, seed).statistics.cycles,
              fresh.runOther(code, program.layout, seed).statistics.cycles)
        << "ALCYONE_SEED=" << seed;
  }
}

} // namespace
} // namespace alcyone::tests
