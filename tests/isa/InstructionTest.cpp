// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do all engine instructions survive encoding and text, and is whatever is no
// instruction refused?
#include "tests/isa/RandomInstruction.h"
#include "tests/support/Settings.h"

#include <gtest/gtest.h>

#include <cstring>

using namespace alcyone::isa;
using namespace alcyone::isa::test;

TEST(Instructions, survive_encoding_and_text) {
  std::mt19937_64 random(alcyone::tests::firstSeed());
  for (const InstructionInfo &row : instructions())
    for (int i = 0; i < 1000; ++i) {
      Instruction instruction = randomInstruction(row, random);
      std::vector<uint8_t> bytes(row.sizeBytes);
      encode(instruction, bytes.data());
      auto decoded = decode(bytes);
      ASSERT_TRUE(std::holds_alternative<Instruction>(decoded))
          << print(instruction);
      ASSERT_EQ(std::get<Instruction>(decoded), instruction)
          << print(instruction);
      auto parsed = parse(print(instruction));
      ASSERT_TRUE(parsed) << print(instruction) << ": "
                          << parsed.error().message;
      ASSERT_EQ(*parsed, instruction) << print(instruction);
    }
}

TEST(Instructions, have_the_encoding_that_the_manual_shows) {
  Matmul inst;
  inst.header.tag = 0x01020304;
  inst.header.signal1Target = targetAll;
  inst.c = 0xA0B0C0D0;
  inst.k = 0x1122;
  inst.cFormat = Format::Fp32;
  inst.accumulate = true;
  uint8_t bytes[Matmul::sizeBytes];
  encode(inst, bytes);
  EXPECT_EQ(bytes[0], 0x10);
  EXPECT_EQ(bytes[1], isaVersion);
  EXPECT_EQ(bytes[4], 0x04);
  EXPECT_EQ(bytes[14], 0xFF);
  EXPECT_EQ(bytes[18], 0xFE);
  EXPECT_EQ(bytes[32], 0xD0);
  EXPECT_EQ(bytes[35], 0xA0);
  EXPECT_EQ(bytes[40], 0x22);
  EXPECT_EQ(bytes[58], 1);
  EXPECT_EQ(bytes[61], 1);
}

TEST(Instructions, are_complete_in_their_examples) {
  for (const InstructionInfo &row : instructions()) {
    auto parsed = parse(row.example);
    ASSERT_TRUE(parsed) << row.example << ": " << parsed.error().message;
    EXPECT_EQ(info(*parsed).name, row.name);
  }
}

TEST(Instructions, leave_out_defaults_in_text) {
  EXPECT_EQ(print(Sync{}), "sync");
  EXPECT_EQ(*parse("  sync  "), Instruction(Sync{}));
  Fill fill;
  fill.dstFormat = Format::Bf16;
  fill.dstStride = {0, 0, -2, 1};
  fill.header.signal0Target = targetAll;
  EXPECT_EQ(print(fill),
            "fill dstStride=[0, 0, -2, 1], dstFormat=bf16, signal0Target=all");
  EXPECT_EQ(
      *parse(
          "fill dstFormat = bf16,signal0Target=0xFFFE ,dstStride=[0,0,-2,0x1]"),
      Instruction(fill));
}

TEST(Instructions, refuse_wrong_bytes_and_say_what) {
  uint8_t bytes[maxDescriptorBytes];
  auto faultOf = [&](unsigned at, uint8_t value) {
    encode(Matmul{}, bytes);
    bytes[at] = value;
    auto result = decode(bytes);
    return std::holds_alternative<Fault>(result) ? std::get<Fault>(result)
                                                 : Fault{};
  };
  EXPECT_EQ(faultOf(0, 0x77), (Fault{FaultCode::IllegalInstruction, 0x77}));
  EXPECT_EQ(faultOf(1, 9), (Fault{FaultCode::UnsupportedVersion, 9}));
  EXPECT_EQ(faultOf(2, 1),
            (Fault{FaultCode::IllegalInstruction, 0x10})); // reserved
  EXPECT_EQ(faultOf(43, 1),
            (Fault{FaultCode::IllegalInstruction, 0x10})); // reserved
  EXPECT_EQ(faultOf(56, 99),
            (Fault{FaultCode::IllegalInstruction, 0x10})); // format
  EXPECT_EQ(faultOf(61, 2),
            (Fault{FaultCode::IllegalInstruction, 0x10})); // flag
  EXPECT_FALSE(faultOf(61, 1));
}

TEST(Instructions, decode_random_bytes_only_if_they_encode_the_same) {
  std::mt19937_64 random(alcyone::tests::firstSeed());
  auto rows = instructions();
  unsigned accepted = 0;
  for (int i = 0; i < 200000; ++i) {
    uint8_t bytes[maxDescriptorBytes], again[maxDescriptorBytes];
    const InstructionInfo &row = rows[random() % rows.size()];
    encode(randomInstruction(row, random), bytes);
    for (unsigned flips = unsigned(random() % 3); flips > 0; --flips)
      bytes[random() % row.sizeBytes] = uint8_t(random());
    auto result = decode(bytes);
    if (!std::holds_alternative<Instruction>(result))
      continue;
    const Instruction &instruction = std::get<Instruction>(result);
    encode(instruction, again);
    ASSERT_EQ(std::memcmp(bytes, again, descriptorSize(bytes[0])), 0)
        << print(instruction);
    ++accepted;
  }
  EXPECT_GT(accepted, 50000u);
}

TEST(Instructions, that_end_early_are_illegal) {
  for (const InstructionInfo &row : instructions())
    for (unsigned length = 0; length < row.sizeBytes; ++length) {
      std::vector<uint8_t> bytes(row.sizeBytes);
      encode(row.make(), bytes.data());
      bytes.resize(length);
      bytes.shrink_to_fit();
      ASSERT_TRUE(std::holds_alternative<Fault>(decode(bytes)))
          << row.name << " " << length;
    }
}

struct WrongText {
  const char *text;
  unsigned column;
  const char *message;
};

TEST(Instructions, refuse_wrong_text_with_its_column) {
  const WrongText table[] = {
      {"", 1, "expected an instruction instead of end of line"},
      {"7", 1, "expected an instruction instead of '7'"},
      {"matmol a=1", 1, "unknown engine instruction 'matmol'"},
      {"matmul a=0, bogus=1", 13, "matmul has no field 'bogus'"},
      {"matmul a=1, a=2", 13, "a is given twice"},
      {"matmul a", 9, "expected '=' after a"},
      {"matmul a=", 10, "a takes a number in 0..4294967295"},
      {"matmul a=-1", 10, "a takes a number in 0..4294967295"},
      {"matmul a=0x100000000", 10, "a takes a number in 0..4294967295"},
      {"matmul a=99999999999999999999999", 10, "a takes a number"},
      {"matmul a=0xg", 10, "a takes a number"},
      {"matmul a=12q", 10, "a takes a number"},
      {"matmul a=bf16", 10, "a is a number, not 'bf16'"},
      {"matmul accumulate=2", 19, "accumulate takes a number in 0..1"},
      {"matmul aFormat=2", 16, "aFormat is one of none, fp32, bf16"},
      {"matmul aFormat=fp99", 16, "'fp99' is no value of aFormat: none, fp32"},
      {"matmul a=1 b=2", 12,
       "expected ',' or the end of the line instead of 'b'"},
      {"matmul a=1,", 12, "expected a field instead of end of line"},
      {"sync signal0Target=every", 20,
       "'every' is no value of signal0Target: written, all, own"},
      {"fill dstStride=[2147483648,0,0,0]", 17,
       "dstStride takes a number in -2147483648..2147483647"},
      {"fill shape=4", 12, "shape takes a list of 4 values"},
      {"fill shape=[1, 2, 3]", 20,
       "shape takes 4 values; expected ',' instead of ']'"},
      {"fill shape=[1, 2, 3, 4, 5]", 23,
       "shape takes 4 values; expected ']' instead of ','"},
      {"fill shape=[1, 2, 3, 4", 23, "expected ']' instead of end of line"},
      {"sync \x01", 6, "expected a field instead of an unprintable character"},
  };
  for (const WrongText &row : table) {
    auto parsed = parse(row.text);
    ASSERT_FALSE(parsed) << row.text;
    EXPECT_EQ(parsed.error().column, row.column) << row.text;
    EXPECT_NE(parsed.error().message.find(row.message), std::string::npos)
        << row.text << ": " << parsed.error().message;
  }
}

TEST(Instructions, parse_damaged_text_without_harm) {
  std::mt19937_64 random(alcyone::tests::firstSeed());
  for (const InstructionInfo &row : instructions())
    for (int i = 0; i < 2000; ++i) {
      std::string text = print(randomInstruction(row, random));
      for (unsigned edits = 1 + unsigned(random() % 3);
           edits > 0 && !text.empty(); --edits) {
        size_t at = random() % text.size();
        if (random() % 2)
          text[at] = char(random());
        else
          text.erase(at, random() % 9);
      }
      auto parsed = parse(text);
      if (parsed)
        ASSERT_EQ(*parse(print(*parsed)), *parsed) << text;
      else
        ASSERT_LE(parsed.error().column, text.size() + 1) << text;
    }
}
