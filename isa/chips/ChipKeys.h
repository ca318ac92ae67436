// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one table of chip keys. Reading, checking and printing a chip and the
// tables of docs/chips.md all walk it, so a new key is a member of Chip and a
// row here.
#pragma once

#include "isa/chips/Chip.h"

#include <span>
#include <variant>

namespace alcyone::isa {

using ChipSlot = std::variant<uint64_t *, double *>;

struct ChipKey {
  std::string_view name; // "clock_hz" or "section.key"
  std::string_view unit; // "cycles", "bytes", ... empty for a plain count
  double min;
  double max;
  bool powerOfTwo;
  std::string_view meaning;
  ChipSlot (*slot)(Chip &);
};

std::span<const ChipKey> chipKeys();

// A chip's value of a key, as people write it.
std::string chipValueText(const ChipKey &key, const Chip &chip);

// The sections of the file in order, with a sentence on each; the keys outside
// any section belong to "".
struct ChipSection {
  std::string_view name;
  std::string_view meaning;
};
std::span<const ChipSection> chipSections();

// The part of a key's name before the point, empty if there is none.
std::string_view sectionOf(const ChipKey &key);

// Rules that hold between keys. `broken` is true where the chip breaks one;
// `key` is the key to blame in the message.
struct ChipRule {
  std::string_view key;
  std::string_view rule;
  bool (*broken)(const Chip &);
};
std::span<const ChipRule> chipRules();

// The tables of docs/chips.md: every key with unit, allowed values and meaning,
// the rules, and the built-in chips side by side.
std::string chipReference();

} // namespace alcyone::isa
