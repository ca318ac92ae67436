// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do random programs leave the same registers and memory on Tcp as on QEMU?
// ALCYONE_SEED=n chooses other programs than the usual.
#include "RandomProgram.h"
#include "GuestProgram.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iostream>

using namespace alcyone::tests;

namespace {

constexpr unsigned programCount = 200;
constexpr unsigned instructionCount = 300;

// What differs in one program's block of the dump.
std::string describe(const uint8_t *expected, const uint8_t *actual) {
  std::string text;
  for (unsigned at = 0; at < RandomProgram::dumpBytes; at += 8) {
    uint64_t qemu, tcp;
    std::memcpy(&qemu, expected + at, 8);
    std::memcpy(&tcp, actual + at, 8);
    if (qemu == tcp)
      continue;
    char line[96];
    const bool isRegister = at < RandomProgram::registerBytes;
    std::snprintf(line, sizeof(line), "  %s %u: QEMU %016lx, Tcp %016lx\n",
                  isRegister ? "x" : "data +",
                  isRegister ? at / 8 : at - RandomProgram::registerBytes, qemu,
                  tcp);
    text += line;
  }
  return text;
}

} // namespace

TEST(RandomProgram, agrees_with_qemu_in_registers_and_memory) {
  firstSeed();
  // All in one file, one after another, so that tools start only once.
  std::string text = "  .section .dump, \"aw\"\n  .balign 8\n"
                     "  .section .text.start, \"ax\"\n"
                     "  .globl _start\n_start:\n  j begin\n  .text\nbegin:\n";
  for (unsigned i = 0; i < programCount; ++i)
    text += RandomProgram(seed(), i).text(instructionCount);
  text += "  j finish\n";
  GuestProgram program({}, text, "");
  const GuestProgram::Dump expected = program.runOnQemu();
  const GuestProgram::Dump actual = program.runOnTcp();
  ASSERT_EQ(expected.size(), programCount * RandomProgram::dumpBytes);
  ASSERT_EQ(actual.size(), expected.size());
  EXPECT_GT(program.tcp().counters().instructions(),
            programCount * instructionCount)
      << "loops make more of the instructions";
  for (unsigned i = 0; i < programCount; ++i) {
    const size_t at = i * RandomProgram::dumpBytes;
    const std::string difference =
        describe(expected.data() + at, actual.data() + at);
    ASSERT_EQ(difference, "")
        << "program p" << i << " of ALCYONE_SEED=" << seed() << ", kept in "
        << program.keep();
  }
}
