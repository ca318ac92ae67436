// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do all micro-instructions survive encoding and text, and is every other word
// and text refused?
#include "isa/generated/MicroInstructions.h"
#include "tests/isa/RandomInstruction.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::isa::test;

static MicroInstruction randomMicro(const MicroInfo &row,
                                    std::mt19937_64 &random) {
  MicroInstruction instruction{row.op};
  instruction.rd = uint8_t(random() % (row.isStore() ? 2 : microRegisters));
  uint8_t *source[] = {&instruction.ra, &instruction.rb, &instruction.rc};
  for (unsigned i = 0; i < row.sources; ++i)
    *source[i] = uint8_t(random() % microSources);
  if (row.isImmediate())
    instruction.imm = uint16_t(random());
  return instruction;
}

TEST(MicroInstructions, survive_encoding_and_text) {
  std::mt19937_64 random(alcyone::tests::firstSeed());
  for (const MicroInfo &row : microInstructions())
    for (int i = 0; i < 1000; ++i) {
      MicroInstruction instruction = randomMicro(row, random);
      std::string text = printMicro(instruction);
      auto decoded = decodeMicro(encodeMicro(instruction));
      ASSERT_TRUE(decoded) << text;
      ASSERT_EQ(*decoded, instruction) << text;
      auto parsed = parseMicro(text);
      ASSERT_TRUE(parsed) << text << ": " << parsed.error().message;
      ASSERT_EQ(*parsed, instruction) << text;
    }
}

TEST(MicroInstructions, have_the_encoding_that_the_manual_shows) {
  EXPECT_EQ(encodeMicro({MicroOp::Fma, 3, 1, 32, 2}),
            0x04u | 3u << 7 | 1u << 12 | 32u << 18 | 2u << 24);
  EXPECT_EQ(encodeMicro({MicroOp::Movhi, 1, 0, 0, 0, 0x3F80}),
            0x12u | 1u << 7 | 0x3F80u << 12);
  EXPECT_EQ(printMicro({MicroOp::Fma, 3, 1, 32, 38}), "fma v3, v1, s0, i2");
  EXPECT_EQ(printMicro({MicroOp::Movhi, 1, 0, 0, 0, 0x3F80}),
            "movhi v1, 0x3f80");
  EXPECT_EQ(printMicro({MicroOp::Store, 0, 3}), "store o0, v3");
}

TEST(MicroInstructions, decode_random_words_only_if_they_encode_the_same) {
  std::mt19937_64 random(alcyone::tests::firstSeed());
  unsigned accepted = 0;
  for (int i = 0; i < 2000000; ++i) {
    uint32_t word = uint32_t(random()) & (i % 2 ? 0xFFFFFFFF : 0x0003FFFF);
    auto decoded = decodeMicro(word);
    if (!decoded)
      continue;
    ASSERT_EQ(encodeMicro(*decoded), word) << printMicro(*decoded);
    ++accepted;
  }
  EXPECT_GT(accepted, 1000u);
}

TEST(MicroInstructions, refuse_words_that_are_none) {
  auto illegal = [](uint32_t word) { return !decodeMicro(word); };
  EXPECT_TRUE(illegal(0));
  EXPECT_TRUE(illegal(0x7F));
  EXPECT_TRUE(illegal(encodeMicro({MicroOp::Add, 1, 40, 0}))); // source 40
  EXPECT_TRUE(illegal(encodeMicro({MicroOp::Store, 2, 0})));   // stream o2
  EXPECT_TRUE(
      illegal(encodeMicro({MicroOp::Add, 1, 2, 3}) | 1u << 24)); // unused rc
  EXPECT_TRUE(illegal(encodeMicro({MicroOp::Add, 1, 2, 3}) | 1u << 31));
  EXPECT_TRUE(illegal(encodeMicro({MicroOp::Movhi, 1}) | 1u << 28));
}

TEST(MicroInstructions, refuse_wrong_text_with_its_column) {
  struct {
    const char *text;
    unsigned column;
    const char *message;
  } const table[] = {
      {"", 1, "expected a micro-instruction instead of end of line"},
      {"addd v1, v2, v3", 1, "unknown micro-instruction 'addd'"},
      {"add", 4, "expected a destination: v0..v31"},
      {"add s1, v2, v3", 5, "expected a destination: v0..v31"},
      {"add v32, v2, v3", 5, "expected a destination: v0..v31"},
      {"add v01, v2, v3", 5, "expected a destination: v0..v31"},
      {"add v1", 7,
       "add takes more operands; expected ',' instead of end of line"},
      {"add v1, v2, s4", 13, "expected a source: v0..v31, s0..s3 or i0..i3"},
      {"add v1, v2, v3, v4", 15, "expected the end of the line instead of ','"},
      {"movhi v1, 65536", 11, "movhi takes a number in 0..65535"},
      {"movhi v1, -1", 11, "movhi takes a number in 0..65535"},
      {"store v1, v2", 7, "expected an output stream: o0 or o1"},
      {"store o2, v2", 7, "expected an output stream: o0 or o1"},
  };
  for (const auto &row : table) {
    auto parsed = parseMicro(row.text);
    ASSERT_FALSE(parsed) << row.text;
    EXPECT_EQ(parsed.error().column, row.column) << row.text;
    EXPECT_NE(parsed.error().message.find(row.message), std::string::npos)
        << row.text << ": " << parsed.error().message;
  }
}
