// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are encodings read right, and is everything else illegal?
#include "Machine.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

TEST(Decode, every_row_is_found_by_its_own_encoding) {
  for (const TcpInstructionInfo &row : tcpInstructions()) {
    EXPECT_EQ(findTcpInstruction(row.match), &row) << row.mnemonic;
    EXPECT_EQ(findTcpInstruction(row.match | ~row.mask), &row) << row.mnemonic;
  }
}

TEST(Decode, immediates_of_all_formats_come_back) {
  struct {
    const char *mnemonic;
    int32_t imm, decoded;
  } const cases[] = {{"addi", -2048, -2048},
                     {"addi", 2047, 2047},
                     {"slli", 63, 63},
                     {"sraiw", 31, 31},
                     {"sd", -2048, -2048},
                     {"sd", 2047, 2047},
                     {"beq", -4096, -4096},
                     {"beq", 4094, 4094},
                     {"jal", -1048576, -1048576},
                     {"jal", 1048574, 1048574},
                     {"lui", 0xfffff, -4096},
                     {"lui", 0x7ffff, 0x7ffff000}};
  for (const auto &c : cases)
    EXPECT_EQ(decodeTcp(encode(c.mnemonic, {.imm = c.imm})).imm, c.decoded)
        << c.mnemonic;
}

TEST(Decode, reserved_and_unsupported_encodings_are_illegal) {
  const uint32_t words[] = {
      0x00000000, // defined to be illegal
      0xffffffff,
      0x00000001,                       // compressed
      0x0000100f,                       // fence.i
      0x02005013 | 1u << 30 | 1u << 27, // srai with a stray bit
      encode("slliw", {.imm = 32}),     // shift of a word by 32
      encode("add") | 1u << 26,         // unused funct7
      0x00003063 - 0x1000,              // branch funct3 2
      0x00004023,                       // store funct3 4
      0x00007003,                       // load funct3 7
      0x00001067,                       // jalr funct3 1
      0xc0002073,                       // rdcycle: no CSRs
      0x00200073,                       // uret
      0x00000073 | 1u << 7,             // ecall with rd
      0x0000202f,                       // atomics
      0x00002007,                       // flw
      0x0000003b | 2u << 12,            // slt in the word form
  };
  for (const uint32_t word : words)
    EXPECT_EQ(decodeTcp(word).op, TcpOp::Illegal) << printTcp(word, 0);
}

TEST(Decode, printing_follows_the_assembler) {
  EXPECT_EQ(printTcp(encode("addi", {.rd = 1, .rs1 = 2, .imm = -4}), 0),
            "addi x1, x2, -4");
  EXPECT_EQ(printTcp(encode("lw", {.rd = 1, .rs1 = 2, .imm = 8}), 0),
            "lw x1, 8(x2)");
  EXPECT_EQ(printTcp(encode("sd", {.rs1 = 2, .rs2 = 3, .imm = -8}), 0),
            "sd x3, -8(x2)");
  EXPECT_EQ(printTcp(encode("beq", {.rs1 = 1, .rs2 = 2, .imm = -16}), 0x40),
            "beq x1, x2, 0x30");
  EXPECT_EQ(printTcp(encode("jal", {.rd = 1, .imm = 16}), 0x40),
            "jal x1, 0x50");
  EXPECT_EQ(printTcp(encode("lui", {.rd = 1, .imm = 0xfffff}), 0),
            "lui x1, 0xfffff");
  EXPECT_EQ(printTcp(encode("ecall"), 0), "ecall");
  EXPECT_EQ(printTcp(0, 0), "illegal 0x00000000");
}
