// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a faulting instruction have no effect, and does it report the right
// code, value and place?
#include "Machine.h"

#include "isa/support/Failure.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

void expectFault(Machine &machine, Fault expected, uint64_t pc) {
  const TcpCounters before = machine.tcp.counters();
  const TcpStop stop = machine.tcp.run(10);
  EXPECT_EQ(stop.reason, TcpStopReason::Fault);
  EXPECT_EQ(stop.fault.code, expected.code);
  EXPECT_EQ(stop.fault.value, expected.value);
  EXPECT_EQ(stop.pc, pc);
  EXPECT_EQ(machine.tcp.pc(), pc);
  const TcpStop again = machine.tcp.run(1);
  EXPECT_EQ(again.fault, stop.fault) << "a fault stays";
  EXPECT_GE(machine.tcp.counters().instructions(), before.instructions());
}

} // namespace

TEST(Fault, an_illegal_instruction_reports_its_word) {
  Machine machine{encode("addi", {.rd = 1, .imm = 1}), 0x0000100f};
  expectFault(machine, {FaultCode::IllegalInstruction, 0x0000100f}, 4);
  EXPECT_EQ(machine.tcp.counters().instructions(), 1u);
}

TEST(Fault, ecall_and_ebreak_trap_where_they_stand) {
  Machine call{encode("fence"), encode("ecall")};
  expectFault(call, {FaultCode::Trap, 4}, 4);
  Machine breakpoint{encode("ebreak")};
  expectFault(breakpoint, {FaultCode::Trap, 0}, 0);
}

TEST(Fault, misaligned_data_accesses_report_their_address) {
  for (const char *mnemonic : {"lh", "lhu", "lw", "lwu", "ld"}) {
    Machine machine{encode(mnemonic, {.rd = 2, .rs1 = 1, .imm = 1})};
    machine.tcp.setReg(1, 0x100);
    machine.tcp.setReg(2, 77);
    expectFault(machine, {FaultCode::Misaligned, 0x101}, 0);
    EXPECT_EQ(machine.tcp.reg(2), 77u);
  }
  for (const char *mnemonic : {"sh", "sw", "sd"}) {
    Machine machine{encode(mnemonic, {.rs1 = 1, .rs2 = 1, .imm = 1})};
    machine.tcp.setReg(1, 0x100);
    expectFault(machine, {FaultCode::Misaligned, 0x101}, 0);
    EXPECT_EQ(machine.at<uint64_t>(0x100), 0u);
  }
  // Outside the TCM too, before anybody is asked.
  Machine outside{encode("ld", {.rd = 2, .rs1 = 1, .imm = 4})};
  outside.tcp.setReg(1, 0x02000000);
  expectFault(outside, {FaultCode::Misaligned, 0x02000004}, 0);
}

TEST(Fault, misaligned_targets_fault_at_the_jump_and_do_not_link) {
  Machine jal{encode("jal", {.rd = 1, .imm = 6})};
  expectFault(jal, {FaultCode::Misaligned, 6}, 0);
  EXPECT_EQ(jal.tcp.reg(1), 0u);
  Machine jalr{encode("jalr", {.rd = 1, .rs1 = 1, .imm = 7})};
  expectFault(jalr, {FaultCode::Misaligned, 6}, 0);
  EXPECT_EQ(jalr.tcp.reg(1), 0u);
  Machine branch{encode("beq", {.imm = 2})};
  expectFault(branch, {FaultCode::Misaligned, 2}, 0);
  Machine notTaken{encode("bne", {.imm = 2})};
  EXPECT_EQ(notTaken.tcp.run(1).reason, TcpStopReason::Budget);
  Machine start{encode("fence")};
  start.tcp.setPc(2);
  expectFault(start, {FaultCode::Misaligned, 2}, 2);
}

TEST(Fault, fetching_outside_the_tcm_reports_the_target) {
  Machine jump{encode("jalr", {.rd = 5, .rs1 = 1})};
  jump.tcp.setReg(1, 0x02000000);
  expectFault(jump, {FaultCode::AddressOutOfRange, 0x02000000}, 0x02000000);
  EXPECT_EQ(jump.tcp.reg(5), 4u) << "the jump itself has retired";
  Machine below{encode("jal", {.rd = 0, .imm = -4})};
  expectFault(below, {FaultCode::AddressOutOfRange, ~uint64_t{3}},
              ~uint64_t{3});
  Machine end{encode("fence")};
  end.put(4092, {encode("fence")});
  end.tcp.setPc(4092);
  expectFault(end, {FaultCode::AddressOutOfRange, 4096}, 4096);
}

TEST(Fault, a_single_step_over_the_edge_retires_the_jump_first) {
  Machine machine{encode("jalr", {.rd = 5, .rs1 = 1})};
  machine.tcp.setReg(1, 0x8000);
  const TcpStop step = machine.tcp.run(1);
  EXPECT_EQ(step.reason, TcpStopReason::Budget);
  EXPECT_EQ(step.pc, 0x8000u);
  EXPECT_EQ(machine.tcp.run(1).fault,
            (Fault{FaultCode::AddressOutOfRange, 0x8000}));
}

TEST(Fault, a_processor_recovers_by_reset) {
  Machine machine{0, encode("addi", {.rd = 1, .imm = 7})};
  expectFault(machine, {FaultCode::IllegalInstruction, 0}, 0);
  machine.tcp.setReg(9, 9);
  machine.tcp.reset(4);
  EXPECT_EQ(machine.tcp.run(1).reason, TcpStopReason::Budget);
  EXPECT_EQ(machine.tcp.reg(1), 7u);
  EXPECT_EQ(machine.tcp.reg(9), 0u);
  EXPECT_EQ(machine.tcp.reg(2), 4096u) << "sp is the end of the TCM";
}

TEST(Fault, an_odd_memory_is_refused) {
  std::vector<uint8_t> memory(12);
  EXPECT_THROW(Tcp{memory}, Failure);
}
