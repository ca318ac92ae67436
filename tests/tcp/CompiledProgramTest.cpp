// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does code that clang makes, at every level of optimisation, leave the same
// registers and memory on Tcp as on QEMU?
#include "GuestProgram.h"

#include <gtest/gtest.h>

using namespace alcyone::tests;

class CompiledProgram
    : public testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(CompiledProgram, leaves_what_it_leaves_on_qemu) {
  const auto &[source, level] = GetParam();
  GuestProgram program({"start.S", source + ".c"}, "", "-" + level);
  const GuestProgram::Dump expected = program.runOnQemu();
  ASSERT_GT(expected.size(), 256u) << "the dump is empty";
  EXPECT_EQ(expected, program.runOnTcp()) << "kept in " << program.keep();
}

INSTANTIATE_TEST_SUITE_P(
    tcp, CompiledProgram,
    testing::Combine(testing::Values("sort", "matrix", "hash", "divide"),
                     testing::Values("O0", "O1", "O2", "O3")),
    [](const auto &info) {
      return std::get<0>(info.param) + "_at_" + std::get<1>(info.param);
    });
