// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a halt stop the processor after what it is doing, and nothing more?
#include "Programs.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {
constexpr uint64_t code = 0x1000, outside = 0x02000000;
} // namespace

TEST(Halt, the_store_that_halts_retires_and_nothing_follows) {
  LockStep lockStep;
  std::array<uint64_t, 32> registers{};
  registers[1] = outside;
  lockStep.put(code, {encode("sd", {.rs1 = 1, .rs2 = 1}),
                      encode("addi", {.rd = 2, .rs1 = 2, .imm = 1}),
                      encode("ecall")});
  for (const unsigned waits : {0, 3}) {
    lockStep.outside = [waits](const TcpAccess &) {
      return LockStep::Reply{.halts = true, .waits = waits};
    };
    EXPECT_EQ(lockStep.run(startWith(lockStep, registers, code)),
              LockStep::End::Halted)
        << lockStep.error();
    EXPECT_EQ(lockStep.reference().pc(), code + 4);
    EXPECT_FALSE(lockStep.fault());
  }
}

// Every instruction is met in each of its cycles.
TEST(Halt, a_halt_from_elsewhere_stops_in_any_cycle_and_a_start_begins_anew) {
  LockStep lockStep;
  std::array<uint64_t, 32> registers{};
  registers[1] = outside;
  registers[6] = 0x3000;
  Assembly assembly(lockStep, code);
  assembly.add("ld", {.rd = 3, .rs1 = 1});
  assembly.add("ld", {.rd = 3, .rs1 = 6});
  assembly.add("mul", {.rd = 4, .rs1 = 3, .rs2 = 3});
  assembly.add("div", {.rd = 4, .rs1 = 4, .rs2 = 6});
  assembly.add("sd", {.rs1 = 6, .rs2 = 4});
  assembly.add("sd", {.rs1 = 1, .rs2 = 4});
  assembly.add("jal", {.imm = 8});
  assembly.add("ecall");
  assembly.add("addi", {.rd = 3, .rs1 = 3, .imm = 1});
  assembly.add("ecall");
  lockStep.outside = [](const TcpAccess &access) {
    return LockStep::Reply{.value = access.address, .waits = 4};
  };
  const uint64_t entry = startWith(lockStep, registers, code);
  ASSERT_EQ(lockStep.run(entry), LockStep::End::Fault) << lockStep.error();
  const uint64_t end = lockStep.cycles();
  for (uint64_t patience = 1; patience < end; ++patience) {
    lockStep.set(0x3000, uint64_t{0});
    ASSERT_EQ(lockStep.run(entry, patience), LockStep::End::Patience)
        << lockStep.error();
    EXPECT_LE(lockStep.cycles(), patience + 5) << "an access may end";
  }
}
