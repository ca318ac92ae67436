// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do code and data that no compiler made go the same way: random words, words
// that are almost instructions, and code that overwrites itself?
#include "HostileWords.h"
#include "Programs.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

using Random = std::mt19937_64;

constexpr uint64_t code = 0x1000, codeBytes = 0x1000;
constexpr uint64_t middle = code + codeBytes / 2;
constexpr uint64_t patience = 2000;

// A slow bus with random contents that sometimes faults.
LockStep::Outside randomOutside(Random &random) {
  return [&random](const TcpAccess &access) {
    LockStep::Reply reply{.value = random()};
    if (random() % 2)
      reply.waits = unsigned(random() % 8);
    if (random() % 16 == 0)
      reply.fault = {FaultCode::AddressOutOfRange, access.address};
    reply.halts = random() % 64 == 0;
    return reply;
  };
}

// Runs what is between `code` and its end; the number of instructions.
uint64_t run(LockStep &lockStep, const std::array<uint64_t, 32> &registers,
             uint64_t from, unsigned round) {
  lockStep.storeStalls = round % 4 == 0 ? 100 : 0;
  const auto end = lockStep.run(startWith(lockStep, registers, from), patience);
  EXPECT_NE(end, LockStep::End::Difference)
      << lockStep.error() << " in round " << round;
  return lockStep.reference().counters().instructions();
}

} // namespace

TEST(HostileCode, every_word_is_as_legal_as_in_the_simulator) {
  Random random(firstSeed());
  LockStep lockStep;
  lockStep.outside = randomOutside(random);
  std::array<uint64_t, 32> registers;
  for (unsigned round = 0; round < 3000 && !testing::Test::HasFailure();
       ++round) {
    for (uint64_t &value : registers)
      value = random();
    // What a word does not fault at leads to the next, or out of the memory.
    for (unsigned i = 0; i < 8; ++i)
      lockStep.set(code + 4 * i,
                   round % 2 ? uint32_t(random() | 3) : plausibleWord(random));
    run(lockStep, registers, code, round);
  }
}

TEST(HostileCode, a_bit_beside_an_instruction_is_what_it_is_in_the_simulator) {
  Random random(firstSeed());
  LockStep lockStep;
  lockStep.outside = randomOutside(random);
  const std::array<uint64_t, 32> registers{};
  for (const TcpInstructionInfo &row : tcpInstructions())
    for (unsigned bit = 0; bit < 32; ++bit) {
      lockStep.put(code, {row.match ^ 1u << bit, encode("ecall")});
      run(lockStep, registers, code, 1);
      ASSERT_FALSE(testing::Test::HasFailure())
          << row.mnemonic << " with bit " << bit << " flipped";
    }
}

TEST(HostileCode, plausible_instructions_end_where_they_do_in_the_simulator) {
  Random random(firstSeed() + 1);
  LockStep lockStep;
  lockStep.outside = randomOutside(random);
  uint64_t retired = 0;
  for (unsigned round = 0; round < 2000 && !testing::Test::HasFailure();
       ++round) {
    for (uint64_t at = code; at < code + codeBytes; at += 4)
      lockStep.set(at, plausibleWord(random));
    std::array<uint64_t, 32> registers;
    for (uint64_t &value : registers)
      value = random() % 2 ? random() % 0x4000 & ~7ull : random();
    retired += run(lockStep, registers, middle, round);
  }
  EXPECT_GT(retired, 2000u * 36) << "the programs end too early to mean much";
}

TEST(HostileCode, stores_to_code_take_effect_at_the_next_fetch) {
  Random random(firstSeed() + 2);
  LockStep lockStep;
  lockStep.outside = randomOutside(random);
  uint64_t retired = 0, refetches = 0;
  for (unsigned round = 0; round < 1000 && !testing::Test::HasFailure();
       ++round) {
    for (uint64_t at = code; at < code + codeBytes; at += 4)
      lockStep.set(at, selfModifyingWord(random));
    std::array<uint64_t, 32> registers;
    for (unsigned i = 0; i < 32; ++i) {
      const uint64_t word = selfModifyingWord(random);
      registers[i] = i < 8 ? middle + random() % 16 * 8
                           : word << 32 | selfModifyingWord(random);
    }
    retired += run(lockStep, registers, middle + random() % 16 * 4, round);
    refetches += lockStep.refetches();
  }
  EXPECT_GT(retired, 1000u * 50) << "the programs end too early to mean much";
  EXPECT_GT(refetches, 1000u) << "few stores hit what had been fetched";
}

TEST(HostileCode, a_store_changes_the_words_right_behind_it) {
  // x1 points at the store; x2 holds two words that each set x3 differently.
  for (const char *mnemonic : {"sb", "sh", "sw", "sd"})
    for (int32_t distance = -8; distance < 24; ++distance) {
      const int32_t bytes = 1 << (rowOf(mnemonic).match >> 12 & 3);
      if (distance % bytes != 0)
        continue;
      LockStep lockStep;
      Assembly assembly(lockStep, code);
      assembly.add(mnemonic, {.rs1 = 1, .rs2 = 2, .imm = distance});
      for (int32_t i = 1; i < 6; ++i)
        assembly.add("addi", {.rd = 3, .rs1 = 3, .imm = i});
      assembly.add("ecall");
      std::array<uint64_t, 32> registers{};
      registers[1] = code;
      const uint64_t word = encode("addi", {.rd = 3, .rs1 = 3, .imm = 0x100});
      registers[2] = word << 32 | word;
      EXPECT_EQ(lockStep.run(startWith(lockStep, registers, code)),
                LockStep::End::Fault)
          << mnemonic << " at " << distance << ": " << lockStep.error();
      const bool hits = distance + bytes > 4 && distance < 12;
      EXPECT_EQ(lockStep.refetches(), hits ? 1u : 0u);
    }
}
