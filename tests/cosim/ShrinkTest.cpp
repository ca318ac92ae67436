// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is what shrinking leaves small, and can it be made again from its name?
#include "runtime/random/Shrink.h"
#include "Meddler.h"
#include "runtime/random/Generator.h"
#include "runtime/random/Selection.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using random::RandomProgram;

constexpr unsigned operations = 40;

class Shrinking : public testing::Test {
protected:
  bool fails(const RandomProgram &program) {
    return machine.run(program).difference.has_value();
  }
  RandomProgram shrunk(const RandomProgram &program) {
    return random::shrink(program, [this](const RandomProgram &smaller) {
      return fails(smaller);
    });
  }

  cosim::CosimMachine machine{isa::loadChip("nano")};
  Meddler meddler{machine};
  const RandomProgram whole =
      random::randomProgram(machine.chip(), 20260303007, operations);
};

TEST_F(Shrinking, leaves_the_one_operation_that_is_wrong) {
  meddler.atPush = [](unsigned, isa::QueuedInstruction &entry) {
    if (auto *gather = std::get_if<isa::Gather>(&entry.instruction))
      gather->header.tag ^= 1;
  };
  ASSERT_TRUE(fails(whole));
  const RandomProgram rest = shrunk(whole);
  ASSERT_EQ(rest.operations.size(), 1u) << random::report(rest);
  EXPECT_TRUE(
      std::holds_alternative<isa::Gather>(rest.operations[0].instruction));
  EXPECT_EQ(rest.operations[0].repeat, 1u);
}

TEST_F(Shrinking, leaves_something_that_its_name_makes_again) {
  // Wrong only where a tensor instruction comes after a vector instruction.
  bool hasVector = false;
  meddler.atPush = [&](unsigned, isa::QueuedInstruction &entry) {
    hasVector |= std::holds_alternative<isa::Vector>(entry.instruction);
    if (auto *matmul = std::get_if<isa::Matmul>(&entry.instruction))
      matmul->header.tag ^= hasVector;
  };
  const auto failsAnew = [&](const RandomProgram &program) {
    hasVector = false;
    return fails(program);
  };
  ASSERT_TRUE(failsAnew(whole));
  const RandomProgram rest = random::shrink(whole, failsAnew);
  EXPECT_EQ(rest.operations.size(), 2u) << random::report(rest);
  const std::string name = random::selection(rest, whole);
  const RandomProgram again = random::select(whole, name);
  EXPECT_EQ(random::selection(again, whole), name);
  EXPECT_EQ(random::report(again), random::report(rest));
  EXPECT_TRUE(failsAnew(again));
}

TEST_F(Shrinking, refuses_names_of_nothing) {
  for (const char *name : {"40", "3,3", "4,3", "x", "1x2", "1,,2", "-1"})
    EXPECT_THROW(random::select(whole, name), isa::Failure) << name;
  EXPECT_EQ(random::select(whole, "1,3").operations.size(), 2u);
}

} // namespace
} // namespace alcyone::tests
