// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every instruction do the same as in the simulator, on operands that are
// hard? The rows of TcpInstructions.def are taken one by one.
#include "Programs.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

constexpr uint64_t corners[] = {0,
                                1,
                                2,
                                7,
                                31,
                                32,
                                63,
                                0x7fffffff,
                                0x80000000,
                                0xffffffff,
                                0x100000000,
                                0x7fffffffffffffff,
                                0x8000000000000000,
                                0x8000000000000001,
                                0x123456789abcdef0,
                                0xfedcba9876543210,
                                0xffffffff7fffffff,
                                0xffffffff80000000,
                                ~uint64_t{6},
                                ~uint64_t{0}};
constexpr int32_t immediates[] = {-2048, -1024, -33, -1, 0, 1, 8, 31, 32, 2047};

constexpr uint64_t code = 0x10000, data = 0x40000;

class Instruction : public testing::TestWithParam<unsigned> {
protected:
  const TcpInstructionInfo &row() const {
    return tcpInstructions()[GetParam()];
  }
  void operand(unsigned rd, uint64_t value) {
    lockStep.set(next, value);
    assembly.add("ld", {.rd = rd, .rs1 = 5});
    assembly.add("addi", {.rd = 5, .rs1 = 5, .imm = 8});
    next += 8;
  }
  void add(Fields fields) { assembly.word(encode(row(), fields)); }

  void binary();
  void immediate();
  void memory();
  void branch();
  void jump();

  LockStep lockStep;
  Assembly assembly{lockStep, code};
  uint64_t next = data;
};

void Instruction::binary() {
  for (const uint64_t a : corners) {
    operand(1, a);
    for (const uint64_t b : corners) {
      operand(2, b);
      add({.rd = 3, .rs1 = 1, .rs2 = 2});
      add({.rd = 4, .rs1 = 3, .rs2 = 3});
      add({.rd = 0, .rs1 = 1, .rs2 = 2});
    }
  }
}

void Instruction::immediate() {
  for (const uint64_t a : corners) {
    operand(1, a);
    for (int32_t imm : immediates) {
      if (row().format == TcpFormat::Shift6)
        imm &= 63;
      else if (row().format == TcpFormat::Shift5)
        imm &= 31;
      add({.rd = 3, .rs1 = 1, .imm = imm});
      add({.rd = 3, .rs1 = 3, .imm = imm});
    }
  }
}

// All aligned places of a doubleword, with data of both signs around.
void Instruction::memory() {
  const int32_t bytes = 1 << (row().match >> 12 & 3);
  for (const uint64_t value : corners) {
    operand(1, value);
    for (int32_t offset = -8; offset < 8; offset += bytes) {
      assembly.add("sd", {.rs1 = 6, .rs2 = 1});
      assembly.add("sd", {.rs1 = 6, .rs2 = 5, .imm = -8});
      add({.rd = 3, .rs1 = 6, .rs2 = 1, .imm = offset});
      assembly.add("ld", {.rd = 4, .rs1 = 6});
      assembly.add("ld", {.rd = 7, .rs1 = 6, .imm = -8});
    }
  }
}

void Instruction::branch() {
  for (const uint64_t a : corners)
    for (const uint64_t b : corners) {
      operand(1, a);
      operand(2, b);
      add({.rs1 = 1, .rs2 = 2, .imm = 8});
      assembly.add("addi", {.rd = 3, .rs1 = 3, .imm = 1});
    }
}

void Instruction::jump() {
  for (const int32_t distance : {4, 8, 12, 2040}) {
    const uint64_t from = assembly.here();
    const bool isIndirect = row().format == TcpFormat::I;
    if (isIndirect) {
      assembly.add("auipc", {.rd = 1});
      // The lowest bit of the sum is ignored.
      add({.rd = 1, .rs1 = 1, .imm = distance + 5});
    } else {
      add({.rd = 1, .imm = distance});
    }
    assembly.skipTo(from + uint64_t(distance) + 4 * isIndirect);
  }
}

TEST_P(Instruction, does_what_the_simulator_does) {
  assembly.add("lui", {.rd = 5, .imm = int32_t(data >> 12)});
  assembly.add("lui", {.rd = 6, .imm = 0x60});
  switch (row().format) {
  case TcpFormat::R:
    binary();
    break;
  case TcpFormat::I:
    row().kind == TcpClass::Load     ? memory()
    : row().kind == TcpClass::Branch ? jump()
                                     : immediate();
    break;
  case TcpFormat::Shift6:
  case TcpFormat::Shift5:
    immediate();
    break;
  case TcpFormat::S:
    memory();
    break;
  case TcpFormat::B:
    branch();
    break;
  case TcpFormat::U:
    for (const int32_t imm : {0, 1, 0x7ffff, 0x80000, 0xfffff})
      add({.rd = 3, .imm = imm});
    break;
  case TcpFormat::J:
    jump();
    break;
  case TcpFormat::Fence:
    for (unsigned operands = 0; operands < 256; ++operands)
      assembly.word(row().match | (operands * 0x01010101 & ~row().mask));
    break;
  case TcpFormat::System:
    assembly.word(row().match);
    break;
  }
  assembly.add("ecall");
  EXPECT_EQ(lockStep.run(code), LockStep::End::Fault) << lockStep.error();
  EXPECT_EQ(lockStep.fault().code, FaultCode::Trap);
}

INSTANTIATE_TEST_SUITE_P(rtl_tcp, Instruction,
                         testing::Range(0u, unsigned(tcpInstructions().size())),
                         [](const auto &info) {
                           return tcpInstructions()[info.param].mnemonic;
                         });

TEST(Start, gives_the_stack_pointer_and_clears_the_rest) {
  LockStep lockStep;
  std::array<uint64_t, 32> registers;
  registers.fill(0x123456789);
  lockStep.put(code, {encode("ecall")});
  EXPECT_EQ(lockStep.run(startWith(lockStep, registers, code)),
            LockStep::End::Fault)
      << lockStep.error();
  Assembly assembly(lockStep, code);
  for (unsigned i = 0; i < 32; ++i)
    assembly.add("add", {.rd = i, .rs1 = i});
  assembly.add("ebreak");
  EXPECT_EQ(lockStep.run(code), LockStep::End::Fault) << lockStep.error();
}

} // namespace
