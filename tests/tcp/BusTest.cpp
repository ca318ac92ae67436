// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the processor stop before each access outside its memory, describe it
// right, and go on exactly once it was performed?
#include "Machine.h"

#include "isa/support/Failure.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {
constexpr uint64_t outside = 0x02000000;

// One 64-bit register; stalls as often as told, halts on a store to +8.
class OneRegister : public TcpBus {
public:
  Reply access(const TcpAccess &access) override {
    ++asked;
    if (stalls != 0) {
      --stalls;
      return {.kind = Reply::Kind::Stalled};
    }
    if (access.address == outside + 8)
      return {.kind = Reply::Kind::Halted};
    if (access.address != outside)
      return {.kind = Reply::Kind::Faulted,
              .fault = {FaultCode::AddressOutOfRange, access.address}};
    if (access.kind == TcpAccess::Kind::Store)
      value = access.value;
    return {.value = value};
  }
  uint64_t value = 0;
  unsigned stalls = 0, asked = 0;
};
} // namespace

TEST(Bus, a_load_stops_before_it_happens_and_extends_what_it_is_given) {
  struct {
    const char *mnemonic;
    uint8_t bytes;
    bool signExtend;
    uint64_t expected;
  } const loads[] = {
      {"lb", 1, true, 0xffffffffffffff88}, {"lbu", 1, false, 0x88},
      {"lh", 2, true, 0xffffffffffff9988}, {"lhu", 2, false, 0x9988},
      {"lw", 4, true, 0xffffffffbbaa9988}, {"lwu", 4, false, 0xbbaa9988},
      {"ld", 8, true, 0xffeeddccbbaa9988}};
  for (const auto &load : loads) {
    Machine machine{encode("fence"),
                    encode(load.mnemonic, {.rd = 2, .rs1 = 1, .imm = 8})};
    machine.tcp.setReg(1, outside);
    const TcpStop stop = machine.tcp.run(100);
    ASSERT_EQ(stop.reason, TcpStopReason::Access) << load.mnemonic;
    EXPECT_EQ(stop.pc, 4u);
    EXPECT_EQ(stop.access.kind, TcpAccess::Kind::Load);
    EXPECT_EQ(stop.access.address, outside + 8);
    EXPECT_EQ(stop.access.bytes, load.bytes);
    EXPECT_EQ(stop.access.signExtend, load.signExtend);
    EXPECT_EQ(stop.access.rd, 2);
    machine.tcp.finishLoad(0xffeeddccbbaa9988);
    EXPECT_EQ(machine.tcp.reg(2), load.expected) << load.mnemonic;
    EXPECT_EQ(machine.tcp.pc(), 8u);
  }
}

TEST(Bus, a_store_reports_only_its_own_bytes) {
  const char *const stores[] = {"sb", "sh", "sw", "sd"};
  for (unsigned i = 0; i < 4; ++i) {
    Machine machine{encode(stores[i], {.rs1 = 1, .rs2 = 2})};
    machine.tcp.setReg(1, outside);
    machine.tcp.setReg(2, 0xffeeddccbbaa9988);
    const TcpStop stop = machine.tcp.run(100);
    ASSERT_EQ(stop.reason, TcpStopReason::Access);
    EXPECT_EQ(stop.access.kind, TcpAccess::Kind::Store);
    EXPECT_EQ(stop.access.bytes, 1u << i);
    EXPECT_EQ(stop.access.value,
              0xffeeddccbbaa9988 & (i == 3 ? ~0ull : (1ull << (8 << i)) - 1));
  }
}

TEST(Bus, running_again_reports_the_same_access) {
  Machine machine{encode("sd", {.rs1 = 1, .rs2 = 1})};
  machine.tcp.setReg(1, outside);
  for (int i = 0; i < 3; ++i) {
    const TcpStop stop = machine.tcp.run(100);
    EXPECT_EQ(stop.reason, TcpStopReason::Access);
    EXPECT_EQ(stop.access.address, outside);
    EXPECT_EQ(machine.tcp.counters().instructions(), 0u);
  }
  machine.tcp.finishStore();
  EXPECT_EQ(machine.tcp.counters().outside, 1u);
  EXPECT_EQ(machine.tcp.pc(), 4u);
}

TEST(Bus, finishing_what_does_not_wait_is_a_bug) {
  Machine machine{encode("sd", {.rs1 = 1, .rs2 = 1})};
  EXPECT_THROW(machine.tcp.finishStore(), Failure);
  machine.tcp.setReg(1, outside);
  machine.tcp.run(1);
  EXPECT_THROW(machine.tcp.finishLoad(0), Failure);
  machine.tcp.finishStore();
  EXPECT_THROW(machine.tcp.finishStore(), Failure);
}

TEST(Bus, a_load_into_x0_happens_and_leaves_x0_alone) {
  Machine machine{encode("ld", {.rd = 0, .rs1 = 1})};
  machine.tcp.setReg(1, outside);
  ASSERT_EQ(machine.tcp.run(1).reason, TcpStopReason::Access);
  machine.tcp.finishLoad(5);
  EXPECT_EQ(machine.tcp.reg(0), 0u);
}

TEST(Bus, the_last_bytes_of_the_tcm_are_inside_and_the_next_are_not) {
  Machine machine{encode("ld", {.rd = 2, .rs1 = 1}),
                  encode("ld", {.rd = 2, .rs1 = 1, .imm = 8})};
  machine.tcp.setReg(1, 4096 - 8);
  EXPECT_EQ(machine.tcp.run(1).reason, TcpStopReason::Budget);
  EXPECT_EQ(machine.tcp.run(1).access.address, 4096u);
}

TEST(Bus, with_a_bus_a_program_runs_through_stalls_to_its_halt) {
  Machine machine{encode("sd", {.rs1 = 1, .rs2 = 1}),
                  encode("ld", {.rd = 3, .rs1 = 1}),
                  encode("sd", {.rs1 = 1, .rs2 = 1, .imm = 8})};
  machine.tcp.setReg(1, outside);
  OneRegister bus;
  bus.stalls = 2;
  EXPECT_EQ(machine.tcp.run(bus, 100).reason, TcpStopReason::Access);
  EXPECT_EQ(machine.tcp.run(bus, 100).reason, TcpStopReason::Access);
  const TcpStop stop = machine.tcp.run(bus, 100);
  EXPECT_EQ(stop.reason, TcpStopReason::Halted);
  EXPECT_EQ(stop.access.address, outside + 8) << "who halts can see its code";
  EXPECT_EQ(stop.access.value, outside);
  EXPECT_EQ(stop.pc, 12u);
  EXPECT_EQ(machine.tcp.reg(3), outside);
  EXPECT_EQ(bus.asked, 5u);
  EXPECT_EQ(machine.tcp.counters().outside, 3u);
}

TEST(Bus, with_a_bus_the_budget_counts_outside_accesses) {
  Machine machine{encode("sd", {.rs1 = 1, .rs2 = 1}),
                  encode("jal", {.rd = 0, .imm = -4})};
  machine.tcp.setReg(1, outside);
  OneRegister bus;
  EXPECT_EQ(machine.tcp.run(bus, 7).reason, TcpStopReason::Budget);
  EXPECT_EQ(machine.tcp.counters().instructions(), 7u);
}

TEST(Bus, a_fault_of_the_bus_is_the_processors) {
  Machine machine{encode("sd", {.rs1 = 1, .rs2 = 1, .imm = 16})};
  machine.tcp.setReg(1, outside);
  OneRegister bus;
  const TcpStop stop = machine.tcp.run(bus, 7);
  EXPECT_EQ(stop.reason, TcpStopReason::Fault);
  EXPECT_EQ(stop.fault, (Fault{FaultCode::AddressOutOfRange, outside + 16}));
  EXPECT_EQ(stop.pc, 0u);
}

TEST(Bus, counters_are_by_class_and_taken_once) {
  Machine machine{encode("mul"),
                  encode("divu"),
                  encode("sd", {.imm = 64}),
                  encode("ld", {.imm = 64}),
                  encode("lui"),
                  encode("bne", {.imm = 8}),
                  encode("jal", {.imm = 4}),
                  encode("remw")};
  EXPECT_EQ(machine.tcp.run(8).reason, TcpStopReason::Budget);
  const TcpCounters counters = machine.tcp.takeCounters();
  EXPECT_EQ(counters.multiply, 1u);
  EXPECT_EQ(counters.divide, 2u);
  EXPECT_EQ(counters.store, 1u);
  EXPECT_EQ(counters.load, 1u);
  EXPECT_EQ(counters.alu, 1u);
  EXPECT_EQ(counters.branch, 2u);
  EXPECT_EQ(counters.branchTaken, 1u);
  EXPECT_EQ(counters.instructions(), 8u);
  EXPECT_EQ(machine.tcp.counters().instructions(), 0u);
}
