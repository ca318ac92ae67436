// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do ref, sim and rtl say the same of programs that are wrong, and are they
// usable afterwards?
#include "Chips.h"
#include "Damages.h"
#include "isa/tcp/TcpDecode.h"
#include "runtime/random/Code.h"
#include "runtime/random/Generator.h"
#include "runtime/random/Image.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <cstring>

namespace alcyone::tests {
namespace {

using namespace random;

using isa::LaunchEnd;

constexpr uint64_t mostControlInstructions = 5000;

// BACKEND_CHIP: what ref is compared with.
class WrongPrograms : public testing::TestWithParam<const char *> {
protected:
  // Both end in the same way, with the same report and the same memory.
  void expectSame(const Machines::Outcome &outcome, uint64_t seed) {
    const std::string where =
        "ALCYONE_SEED=" + std::to_string(seed) + " on " + GetParam();
    ASSERT_EQ(outcome.ref.end, outcome.other.end)
        << where << "\nref: " << outcome.ref.message
        << "\nother: " << outcome.other.message;
    ASSERT_EQ(outcome.ref.message, outcome.other.message) << where;
    ASSERT_EQ(outcome.difference, "") << where;
    ++ends[unsigned(outcome.ref.end)];
  }

  void expectUsable(uint64_t seed) {
    const RandomProgram good = randomProgram(machines.chip(), seed);
    const std::vector<uint8_t> code = image(order(good), machines.chip(), seed);
    ASSERT_EQ(disagreement(machines.run(code, good.layout, seed)), "")
        << "after ALCYONE_SEED=" << seed << " on " << GetParam();
  }

  // Programs for each device. The RTL takes a thousand times as long as sim,
  // and tile100 several times as long as nano.
  struct Counts {
    uint64_t sim, nano, tile100;
  };
  static uint64_t count(const Counts &counts) {
    const std::string_view device = GetParam();
    return setting("ALCYONE_PROGRAMS", device == "rtl_nano" ? counts.nano
                                       : device == "rtl_tile100"
                                           ? counts.tile100
                                           : counts.sim);
  }

  Machines machines{isa::loadChip(std::string_view(GetParam()).substr(4)),
                    std::string(GetParam(), 3)};
  unsigned ends[6] = {};
};

// One instruction, nearly legal or not at all.
TEST_P(WrongPrograms, of_one_instruction_fault_alike) {
  const uint64_t first = firstSeed(), programs = count({2000, 500, 100});
  for (uint64_t seed = first; seed < first + programs; ++seed) {
    Random random(seed);
    Generator generator(machines.chip(), seed);
    const unsigned tile = random.below(machines.chip().tileCount());
    const Operation operation = generator.single(tile);
    Item item{.queue = operation.queue,
              .instruction = operation.instruction,
              .operation = &operation,
              .damage = anyDamage(operation.instruction, random)};
    machines.initialise(generator.layout(), seed);
    if (takesLong(operation.instruction, item.damage, machines.memory(), tile))
      continue;
    Schedule schedule(machines.chip().tileCount());
    schedule[tile].push_back(item);
    const std::vector<uint8_t> code = image(schedule, machines.chip(), seed);
    expectSame(machines.run(code, generator.layout(), seed), seed);
    if (seed % 16 == 0)
      expectUsable(seed);
    if (HasFatalFailure())
      return;
  }
  EXPECT_GT(ends[unsigned(LaunchEnd::Faulted)], programs / 4);
  EXPECT_GT(ends[unsigned(LaunchEnd::Done)], programs / 100);
}

// One instruction of a good program faults while others are at work: the report
// is the same, whatever they have done by then.
TEST_P(WrongPrograms, of_many_instructions_fault_alike) {
  const uint64_t first = firstSeed(), programs = count({400, 100, 40});
  for (uint64_t seed = first; seed < first + programs; ++seed) {
    Random random(seed);
    const RandomProgram program = randomProgram(machines.chip(), seed);
    Schedule schedule = order(program);
    std::vector<Item *> pushes;
    for (auto &items : schedule)
      for (Item &item : items)
        if (item.operation && item.kind == Item::Kind::Push)
          pushes.push_back(&item);
    if (pushes.empty())
      continue;
    Item &wrong = *random.pick(pushes);
    wrong.damage = faultOf(wrong.instruction, random);
    Machines::Outcome outcome = machines.run(
        image(schedule, machines.chip(), seed), program.layout, seed);
    if (outcome.ref.end == LaunchEnd::Faulted)
      outcome.difference.clear(); // others were at work
    expectSame(outcome, seed);
    if (seed % 16 == 0)
      expectUsable(seed);
    if (HasFatalFailure())
      return;
  }
  EXPECT_GT(ends[unsigned(LaunchEnd::Faulted)], programs / 2);
}

// Without one of its signals a program ends as a deadlock, unless nobody waits
// for the signal. Who is stuck, and what was done before, is no matter of time.
TEST_P(WrongPrograms, with_a_missing_signal_deadlock_alike) {
  const uint64_t first = firstSeed(), programs = count({400, 100, 40});
  for (uint64_t seed = first; seed < first + programs; ++seed) {
    Random random(seed);
    const RandomProgram program = randomProgram(machines.chip(), seed);
    Schedule schedule = order(program);
    std::vector<uint8_t *> counts;
    for (auto &items : schedule)
      for (Item &item : items)
        if (isa::header(item.instruction).signal0Count)
          counts.push_back(&isa::header(item.instruction).signal0Count);
    if (counts.empty())
      continue;
    *random.pick(counts) = 0;
    const Machines::Outcome outcome = machines.run(
        image(schedule, machines.chip(), seed), program.layout, seed);
    expectSame(outcome, seed);
    if (seed % 16 == 0)
      expectUsable(seed);
    if (HasFatalFailure())
      return;
  }
  EXPECT_GT(ends[unsigned(LaunchEnd::Deadlocked)], programs / 4);
  EXPECT_EQ(ends[unsigned(LaunchEnd::Faulted)], 0u);
}

// Control code of random instructions, on addresses of all regions. What loops
// is given up at the same instruction.
TEST_P(WrongPrograms, of_random_control_code_end_alike) {
  const uint64_t first = firstSeed(), programs = count({1000, 1000, 250});
  for (uint64_t seed = first; seed < first + programs; ++seed) {
    Random random(seed);
    Code code;
    static constexpr uint64_t regions[] = {0x100, 0x1000'0000, 0x20'0000'0000,
                                           0x40'0000'0000, 0x80'0000'0000};
    for (unsigned reg = 1; reg < 16; ++reg)
      code.li(reg, random.oneIn(2) ? random.pick(regions) : random.next());
    const auto table = isa::tcpInstructions();
    for (unsigned i = 0; i < 40; ++i) {
      const isa::TcpInstructionInfo &row = random.pick(table);
      code.words.push_back(row.match | (uint32_t(random.next()) & ~row.mask));
    }
    code.words.push_back(0);
    std::vector<uint8_t> bytes(4 * code.words.size());
    std::memcpy(bytes.data(), code.words.data(), bytes.size());
    Generator generator(machines.chip(), seed);
    Machines::Outcome outcome =
        machines.run(bytes, generator.layout(), seed, mostControlInstructions);
    const bool isEndless = outcome.ref.end == LaunchEnd::LimitReached;
    if (machines.chip().tileCount() > 1) {
      if (!isEndless) {
        ASSERT_EQ(outcome.ref.end, outcome.other.end)
            << "ALCYONE_SEED=" << seed;
      }
      continue; // which tile was first is a matter of time
    }
    if (isEndless)
      outcome.difference.clear(); // the next one may be at work
    expectSame(outcome, seed);
    if (HasFatalFailure())
      return;
  }
}

INSTANTIATE_TEST_SUITE_P(Chip, WrongPrograms,
                         testing::Values("sim_nano", "sim_edge", "rtl_nano",
                                         "rtl_tile100"),
                         [](const auto &info) {
                           return std::string(info.param);
                         });

} // namespace
} // namespace alcyone::tests
