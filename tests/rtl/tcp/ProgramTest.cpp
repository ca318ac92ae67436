// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do whole programs, compiled and random, go the same way instruction by
// instruction, take the timing model's cycles, and leave the registers and
// memory that they leave on QEMU?
#include "GuestProgram.h"
#include "LockStep.h"
#include "RandomProgram.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

void expectQemusEnd(LockStep &lockStep, GuestProgram &program) {
  lockStep.put(0, program.image());
  ASSERT_EQ(lockStep.run(0), LockStep::End::Fault) << lockStep.error();
  EXPECT_EQ(lockStep.fault().code, FaultCode::Trap);
  const std::span<const uint8_t> dump = lockStep.written(
      lockStep.reference().reg(11), lockStep.reference().reg(12));
  const GuestProgram::Dump expected = program.runOnQemu();
  ASSERT_GT(expected.size(), 256u) << "the dump is empty";
  EXPECT_TRUE(std::ranges::equal(dump, expected))
      << "kept in " << program.keep();
}

} // namespace

class CompiledProgram
    : public testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(CompiledProgram,
       retires_what_the_simulator_retires_and_ends_as_on_qemu) {
  const auto &[source, level] = GetParam();
  GuestProgram program({"start.S", source + ".c"}, "", "-" + level);
  LockStep lockStep;
  expectQemusEnd(lockStep, program);
  EXPECT_EQ(lockStep.refetches(), 0u);
  EXPECT_GT(lockStep.reference().counters().instructions(), 1000u);
}

INSTANTIATE_TEST_SUITE_P(
    rtl_tcp, CompiledProgram,
    testing::Combine(testing::Values("sort", "matrix", "hash", "divide"),
                     testing::Values("O0", "O1", "O2", "O3")),
    [](const auto &info) {
      return std::get<0>(info.param) + "_at_" + std::get<1>(info.param);
    });

namespace {

// As many as a control memory holds, one after another, so that tools start
// only once for all of them.
constexpr unsigned programs = 50, instructions = 200;

std::string randomPrograms(unsigned first) {
  std::string text = "  .section .dump, \"aw\"\n  .balign 8\n"
                     "  .section .text.start, \"ax\"\n"
                     "  .globl _start\n_start:\n  j begin\n  .text\nbegin:\n";
  for (unsigned i = first; i < first + programs; ++i)
    text += RandomProgram(seed(), i).text(instructions);
  return text + "  j finish\n";
}

class RandomPrograms : public testing::TestWithParam<unsigned> {};

} // namespace

TEST_P(RandomPrograms, retire_what_the_simulator_retires_and_end_as_on_qemu) {
  firstSeed();
  const unsigned first = GetParam() * programs;
  GuestProgram program({}, randomPrograms(first), "");
  LockStep lockStep;
  // Every fourth time, descriptors are copied now and then.
  lockStep.storeStalls = GetParam() % 4 == 3 ? 64 : 0;
  expectQemusEnd(lockStep, program);
  EXPECT_GT(lockStep.reference().counters().instructions(),
            programs * instructions);
}

INSTANTIATE_TEST_SUITE_P(rtl_tcp, RandomPrograms, testing::Range(0u, 20u),
                         [](const auto &info) {
                           return "from_" +
                                  std::to_string(info.param * programs);
                         });
