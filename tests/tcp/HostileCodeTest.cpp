// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the processor survive code and data that no compiler made? Memory of
// random words, of slightly broken instructions, and of instructions that
// overwrite their own code; the sanitizers watch.
#include "HostileWords.h"
#include "Machine.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

// Runs in pieces, answering accesses at random, until a fault or the end of
// patience; checks what must hold at every stop.
uint64_t runHostile(Machine &machine, std::mt19937_64 &random) {
  for (unsigned i = 1; i < 32; ++i)
    machine.tcp.setReg(i, random() % 2 ? random() % 4096 & ~7ull : random());
  for (unsigned piece = 0; piece < 64; ++piece) {
    const uint64_t budget = random() % 50;
    const uint64_t before = machine.tcp.counters().instructions();
    const TcpStop stop = machine.tcp.run(budget);
    const uint64_t retired = machine.tcp.counters().instructions() - before;
    EXPECT_EQ(machine.tcp.reg(0), 0u);
    EXPECT_EQ(stop.pc, machine.tcp.pc());
    EXPECT_LE(retired, budget);
    if (stop.reason == TcpStopReason::Fault)
      break;
    if (stop.reason == TcpStopReason::Budget) {
      EXPECT_EQ(retired, budget);
      continue;
    }
    EXPECT_GE(stop.access.address, 4096u);
    EXPECT_EQ(stop.access.address % stop.access.bytes, 0u);
    if (stop.access.kind == TcpAccess::Kind::Load)
      machine.tcp.finishLoad(random());
    else
      machine.tcp.finishStore();
  }
  return machine.tcp.counters().instructions();
}

} // namespace

TEST(HostileCode, random_words_end_in_a_fault_or_at_the_budget) {
  std::mt19937_64 random(firstSeed());
  for (unsigned round = 0; round < 2000; ++round) {
    Machine machine;
    for (uint64_t at = 0; at < 4096; at += 8)
      machine.set<uint64_t>(at, random());
    runHostile(machine, random);
  }
}

TEST(HostileCode, plausible_instructions_end_in_a_fault_or_at_the_budget) {
  std::mt19937_64 random(firstSeed() + 1);
  uint64_t retired = 0;
  for (unsigned round = 0; round < 3000; ++round) {
    Machine machine;
    for (uint64_t at = 0; at < 4096; at += 4)
      machine.set<uint32_t>(at, plausibleWord(random));
    retired += runHostile(machine, random);
  }
  EXPECT_GT(retired, 3000u * 3) << "the programs end too early to mean much";
}

TEST(HostileCode, what_is_cached_never_differs_from_what_is_in_memory) {
  // The same program on a processor that keeps its decoded words and on one
  // that forgets them before every instruction.
  std::mt19937_64 random(firstSeed() + 2);
  uint64_t retired = 0;
  for (unsigned round = 0; round < 500; ++round) {
    Machine keeps, forgets;
    for (uint64_t at = 0; at < 4096; at += 4)
      keeps.set<uint32_t>(at, selfModifyingWord(random));
    forgets.memory = keeps.memory;
    const uint64_t middle = 2048 + random() % 16 * 4;
    for (Tcp *tcp : {&keeps.tcp, &forgets.tcp})
      tcp->setPc(middle);
    for (unsigned i = 1; i < 32; ++i) {
      const uint64_t word = selfModifyingWord(random);
      const uint64_t value = i < 8 ? 2048 + random() % 16 * 8
                                   : word << 32 | selfModifyingWord(random);
      keeps.tcp.setReg(i, value);
      forgets.tcp.setReg(i, value);
    }
    for (unsigned step = 0; step < 400; ++step) {
      forgets.tcp.invalidate(0, 4096);
      const TcpStop a = keeps.tcp.run(1), b = forgets.tcp.run(1);
      ASSERT_EQ(a.pc, b.pc) << "round " << round << " step " << step;
      ASSERT_EQ(a.reason, b.reason);
      ASSERT_EQ(a.fault, b.fault);
      if (a.reason != TcpStopReason::Budget)
        break;
    }
    ASSERT_EQ(keeps.memory, forgets.memory);
    retired += keeps.tcp.counters().instructions();
  }
  EXPECT_GT(retired, 500u * 50) << "the programs end too early to mean much";
}
