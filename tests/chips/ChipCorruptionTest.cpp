// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question: can any damage to a chip file do more than get it refused?
#include "Corruption.h"
#include "isa/chips/Chip.h"
#include "isa/support/Failure.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;

namespace {

TEST(ChipCorruption, damaged_text_is_refused_or_a_valid_chip) {
  alcyone::tests::Corruption corruption;
  std::string original(chipText("nano"));
  size_t refused = 0;
  for (unsigned round = 0; round < corruption.rounds(); ++round) {
    std::string text = original;
    corruption.damage(text);
    try {
      Chip chip = parseChip(text, "x.json");
      EXPECT_GE(chip.tileCount(), 1u);
    } catch (const Failure &failure) {
      EXPECT_EQ(failure.category, Category::BadConfig);
      EXPECT_TRUE(std::string(failure.what()).starts_with("x.json"));
      ++refused;
    }
  }
  EXPECT_GT(refused, corruption.rounds() / 2);
}

// Every place where a file can be cut off.
TEST(ChipCorruption, every_truncation_is_refused) {
  std::string_view text = chipText("nano");
  for (size_t size = 0; size + 2 < text.size(); ++size)
    EXPECT_THROW(parseChip(text.substr(0, size), "x.json"), Failure) << size;
}

} // namespace
