// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does each class of instruction compute what the RISC-V manual says, corner
// cases included? (The tests against QEMU cover every instruction; these few
// are known answers.)
#include "Machine.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

constexpr uint64_t minimum64 = 1ull << 63;
constexpr uint64_t minimum32 = 0xffffffff80000000;
constexpr uint64_t minusOne = ~0ull;

struct Binary {
  const char *mnemonic;
  uint64_t a, b, expected;
};

void expectResults(std::initializer_list<Binary> cases) {
  for (const Binary &c : cases) {
    Machine machine{encode(c.mnemonic, {.rd = 3, .rs1 = 1, .rs2 = 2})};
    machine.tcp.setReg(1, c.a);
    machine.tcp.setReg(2, c.b);
    const TcpStop stop = machine.tcp.run(1);
    EXPECT_EQ(stop.reason, TcpStopReason::Budget);
    EXPECT_EQ(machine.tcp.reg(3), c.expected)
        << c.mnemonic << " " << c.a << ", " << c.b;
  }
}

struct Immediate {
  const char *mnemonic;
  uint64_t a;
  int32_t imm;
  uint64_t expected;
};

void expectResults(std::initializer_list<Immediate> cases) {
  for (const Immediate &c : cases) {
    Machine machine{encode(c.mnemonic, {.rd = 3, .rs1 = 1, .imm = c.imm})};
    machine.tcp.setReg(1, c.a);
    machine.tcp.run(1);
    EXPECT_EQ(machine.tcp.reg(3), c.expected)
        << c.mnemonic << " " << c.a << ", " << c.imm;
  }
}

} // namespace

TEST(Instruction, arithmetic_wraps_and_word_forms_extend_the_sign) {
  expectResults({Binary{"add", minusOne, 2, 1},
                 {"sub", 0, 1, minusOne},
                 {"addw", 0x7fffffff, 1, minimum32},
                 {"subw", minimum32, 1, 0x7fffffff},
                 {"slt", minusOne, 0, 1},
                 {"sltu", minusOne, 0, 0}});
  expectResults({Immediate{"addi", 5, -2048, uint64_t(-2043)},
                 {"addiw", 0xffffffff, 1, 0},
                 {"slti", minimum64, -1, 1},
                 {"sltiu", 5, -1, 1},
                 {"xori", 0xf0, -1, ~0xf0ull},
                 {"andi", minusOne, -16, ~15ull}});
}

TEST(Instruction, shifts_use_six_or_five_bits_of_the_amount) {
  expectResults({Binary{"sll", 1, 64 + 63, minimum64},
                 {"srl", minimum64, 63, 1},
                 {"sra", minimum64, 63, minusOne},
                 {"sllw", 1, 32 + 31, minimum32},
                 {"srlw", minimum32, 32, minimum32},
                 {"sraw", 0x80000000, 31, minusOne}});
  expectResults({Immediate{"slli", 1, 63, minimum64},
                 {"srli", minusOne, 63, 1},
                 {"srai", minimum64, 63, minusOne},
                 {"srliw", 0xffffffff80000000, 31, 1},
                 {"sraiw", 0x80000000, 4, 0xfffffffff8000000}});
}

TEST(Instruction, multiplication_gives_both_halves_for_all_signs) {
  expectResults({Binary{"mul", minusOne, 3, uint64_t(-3)},
                 {"mulh", minimum64, minimum64, 1ull << 62},
                 {"mulh", minusOne, 1, minusOne},
                 {"mulhu", minusOne, minusOne, minusOne - 1},
                 {"mulhsu", minusOne, minusOne, minusOne},
                 {"mulhsu", 1, minusOne, 0},
                 {"mulw", 0x7fffffff, 2, uint64_t(-2)}});
}

TEST(Instruction, division_by_zero_and_overflow_give_what_the_manual_says) {
  expectResults({Binary{"div", 7, 0, minusOne},
                 {"div", minimum64, minusOne, minimum64},
                 {"div", uint64_t(-7), 2, uint64_t(-3)},
                 {"divu", 7, 0, minusOne},
                 {"rem", 7, 0, 7},
                 {"rem", minimum64, minusOne, 0},
                 {"rem", uint64_t(-7), 2, minusOne},
                 {"remu", 7, 0, 7},
                 {"divw", 7, 1ull << 32, minusOne},
                 {"divw", minimum32, minusOne, minimum32},
                 {"divuw", 7, 0, minusOne},
                 {"divuw", minusOne, 1, minusOne},
                 {"remw", minimum32, minusOne, 0},
                 {"remw", 0x80000000, 0, minimum32},
                 {"remuw", 0x80000000, 0, minimum32}});
}

TEST(Instruction, upper_immediates_are_sign_extended_and_relative_to_pc) {
  Machine machine{encode("lui", {.rd = 1, .imm = 0x80000}),
                  encode("auipc", {.rd = 2, .imm = 1}),
                  encode("auipc", {.rd = 3, .imm = 0xfffff})};
  machine.tcp.run(3);
  EXPECT_EQ(machine.tcp.reg(1), minimum32);
  EXPECT_EQ(machine.tcp.reg(2), 0x1004u);
  EXPECT_EQ(machine.tcp.reg(3), uint64_t(int64_t{8} - 0x1000))
      << "wraps below 0";
}

TEST(Instruction, loads_extend_and_stores_truncate) {
  struct {
    const char *mnemonic;
    uint64_t expected;
  } const loads[] = {{"lb", 0xffffffffffffff88}, {"lbu", 0x88},
                     {"lh", 0xffffffffffff9988}, {"lhu", 0x9988},
                     {"lw", 0xffffffffbbaa9988}, {"lwu", 0xbbaa9988},
                     {"ld", 0xffeeddccbbaa9988}};
  for (const auto &load : loads) {
    Machine machine{encode(load.mnemonic, {.rd = 2, .rs1 = 1, .imm = -8})};
    machine.set<uint64_t>(0x100, 0xffeeddccbbaa9988);
    machine.tcp.setReg(1, 0x108);
    machine.tcp.run(1);
    EXPECT_EQ(machine.tcp.reg(2), load.expected) << load.mnemonic;
  }
  const char *const stores[] = {"sb", "sh", "sw", "sd"};
  for (unsigned i = 0; i < 4; ++i) {
    Machine machine{encode(stores[i], {.rs1 = 1, .rs2 = 2, .imm = 8})};
    machine.tcp.setReg(1, 0xf8);
    machine.tcp.setReg(2, 0xffeeddccbbaa9988);
    machine.tcp.run(1);
    const uint64_t kept = i == 3 ? ~0ull : (1ull << (8 << i)) - 1;
    EXPECT_EQ(machine.at<uint64_t>(0x100), 0xffeeddccbbaa9988 & kept)
        << stores[i];
  }
}

TEST(Instruction, branches_compare_signed_or_unsigned) {
  struct {
    const char *mnemonic;
    uint64_t a, b;
    bool taken;
  } const cases[] = {{"beq", 1, 1, true},         {"bne", 1, 1, false},
                     {"blt", minusOne, 0, true},  {"bltu", minusOne, 0, false},
                     {"bge", minusOne, 0, false}, {"bgeu", minusOne, 0, true}};
  for (const auto &c : cases) {
    Machine machine{encode(c.mnemonic, {.rs1 = 1, .rs2 = 2, .imm = 2048})};
    machine.tcp.setReg(1, c.a);
    machine.tcp.setReg(2, c.b);
    machine.tcp.run(1);
    EXPECT_EQ(machine.tcp.pc(), c.taken ? 2048u : 4u) << c.mnemonic;
    EXPECT_EQ(machine.tcp.counters().branchTaken, c.taken ? 1u : 0u);
  }
}

TEST(Instruction, jumps_link_and_jalr_reads_its_base_before_it_links) {
  Machine machine{encode("jal", {.rd = 1, .imm = 16})};
  machine.put(16, {encode("jalr", {.rd = 1, .rs1 = 1, .imm = 5})});
  machine.tcp.run(1);
  EXPECT_EQ(machine.tcp.reg(1), 4u);
  EXPECT_EQ(machine.tcp.pc(), 16u);
  machine.tcp.run(1);
  EXPECT_EQ(machine.tcp.reg(1), 20u);
  EXPECT_EQ(machine.tcp.pc(), 8u) << "bit 0 of the target is cleared";
}

TEST(Instruction, x0_stays_zero) {
  Machine machine{encode("addi", {.rd = 0, .rs1 = 0, .imm = 5}),
                  encode("ld", {.rd = 0, .rs1 = 0, .imm = 0}),
                  encode("jal", {.rd = 0, .imm = 4})};
  machine.tcp.run(3);
  EXPECT_EQ(machine.tcp.reg(0), 0u);
}

TEST(Instruction, a_fence_does_nothing) {
  Machine machine{encode("fence"), 0x0330000f, 0x8330000f};
  EXPECT_EQ(machine.tcp.run(3).reason, TcpStopReason::Budget);
  EXPECT_EQ(machine.tcp.counters().alu, 3u);
}

TEST(Instruction, stores_to_code_take_effect_at_the_next_fetch) {
  // The loop runs twice: its addi is replaced behind it, then ahead of it.
  Machine machine{encode("addi", {.rd = 3, .rs1 = 3, .imm = 1}),
                  encode("sw", {.rs1 = 0, .rs2 = 1, .imm = 0}),
                  encode("sd", {.rs1 = 0, .rs2 = 4, .imm = 16}),
                  encode("jal", {.rd = 0, .imm = 4}),
                  encode("addi", {.rd = 3, .rs1 = 3, .imm = 2}),
                  encode("jal", {.rd = 0, .imm = -20})};
  machine.tcp.setReg(1, encode("addi", {.rd = 3, .rs1 = 3, .imm = 100}));
  machine.tcp.setReg(4, machine.at<uint64_t>(16));
  machine.tcp.run(6);
  EXPECT_EQ(machine.tcp.reg(3), 3u);
  machine.tcp.setReg(4, uint64_t{encode("jal", {.rd = 0, .imm = -20})} << 32 |
                            encode("addi", {.rd = 3, .rs1 = 3, .imm = 1000}));
  machine.tcp.run(6);
  EXPECT_EQ(machine.tcp.reg(3), 1103u);
}
