// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does nothing depend on a register that no reset sets? In the models that
// write waveforms they begin at random, otherwise in each tile.
#include "runtime/cosim/CosimMachine.h"
#include "runtime/random/Generator.h"
#include "tests/support/Settings.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace alcyone::tests {
namespace {

constexpr unsigned programs = 4, operations = 3;

TEST(Reset, sets_all_that_random_programs_depend_on) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() /
      ("alcyone_reset_" + std::to_string(getpid()) + ".fst");
  cosim::CosimMachine machine(isa::loadChip("nano"));
  for (uint64_t n = 0; n < programs; ++n) {
    const random::RandomProgram program =
        random::randomProgram(machine.chip(), firstSeed() + n, operations);
    const cosim::CosimMachine::Outcome traced =
        machine.run(program, path.string());
    EXPECT_FALSE(traced.difference) << traced.difference->what();
    EXPECT_EQ(traced.cycles, machine.run(program).cycles);
  }
  std::filesystem::remove(path);
}

} // namespace
} // namespace alcyone::tests
