// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do accesses outside the control memory look right at the bus, wait as long as
// it says, and take the chip's cycles if it answers at once?
#include "Programs.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {
constexpr uint64_t code = 0x1000, outside = 0x02000000;
constexpr uint64_t value = 0xffeeddccbbaa9988;
} // namespace

TEST(Bus, loads_and_stores_of_all_sizes_wait_for_the_answer) {
  LockStep lockStep;
  std::array<uint64_t, 32> registers{};
  registers[1] = outside;
  registers[2] = value;
  Assembly assembly(lockStep, code);
  for (const TcpInstructionInfo &row : tcpInstructions())
    if (row.kind == TcpClass::Load || row.kind == TcpClass::Store)
      for (const int32_t offset : {0, 8, -2048}) {
        assembly.word(
            encode(row, {.rd = 3, .rs1 = 1, .rs2 = 2, .imm = offset}));
        assembly.add("add", {.rd = 4, .rs1 = 3, .rs2 = 2});
      }
  assembly.add("ld", {.rd = 0, .rs1 = 1});
  assembly.add("ecall");
  for (const unsigned waits : {0, 1, 2, 7}) {
    lockStep.outside = [waits](const TcpAccess &access) {
      return LockStep::Reply{.value = value + access.address, .waits = waits};
    };
    EXPECT_EQ(lockStep.run(startWith(lockStep, registers, code)),
              LockStep::End::Fault)
        << lockStep.error();
    EXPECT_EQ(lockStep.fault(), (Fault{FaultCode::Trap, assembly.here() - 4}));
  }
}

TEST(Bus, while_descriptors_are_copied_stores_to_control_memory_wait) {
  LockStep lockStep;
  lockStep.outside = [](const TcpAccess &) { return LockStep::Reply{}; };
  lockStep.storeStalls = 256;
  std::array<uint64_t, 32> registers{};
  registers[1] = outside;
  registers[2] = 0x3000;
  Assembly assembly(lockStep, code);
  for (const char *mnemonic : {"lb", "ld", "mul", "div", "jal", "add"})
    assembly.add(
        mnemonic,
        {.rd = 3, .rs1 = 2, .rs2 = 2, .imm = 4 * (mnemonic[0] == 'j')});
  assembly.add("sd", {.rs1 = 1, .rs2 = 1});
  const uint64_t store = assembly.here();
  assembly.add("sb", {.rs1 = 2, .rs2 = 2});
  assembly.add("ecall");
  const uint64_t entry = startWith(lockStep, registers, code);
  EXPECT_EQ(lockStep.run(entry, 1000), LockStep::End::Patience)
      << lockStep.error();
  EXPECT_EQ(lockStep.reference().pc(), store);
  lockStep.storeStalls = 128;
  EXPECT_EQ(lockStep.run(entry), LockStep::End::Fault) << lockStep.error();
}

TEST(Bus, a_register_access_that_is_answered_at_once_takes_its_cycles) {
  const Chip chip = loadChip("nano");
  uint64_t cycles[2];
  for (const unsigned accesses : {0, 1}) {
    LockStep lockStep;
    lockStep.outside = [](const TcpAccess &) { return LockStep::Reply{}; };
    std::array<uint64_t, 32> registers{};
    registers[1] = outside;
    Assembly assembly(lockStep, code);
    for (unsigned i = 0; i < accesses; ++i)
      assembly.add("sd", {.rs1 = 1, .rs2 = 1});
    assembly.add("ecall");
    ASSERT_EQ(lockStep.run(startWith(lockStep, registers, code)),
              LockStep::End::Fault)
        << lockStep.error();
    cycles[accesses] = lockStep.cycles();
  }
  EXPECT_EQ(cycles[1] - cycles[0], chip.tcp.registerCycles);
}
