// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/chips/Chip.h"
#include "isa/chips/ChipKeys.h"
#include "isa/support/NumberText.h"

#include <algorithm>
#include <ostream>

namespace alcyone::isa {

namespace {

std::string padded(std::string_view text, size_t width) {
  std::string result(text);
  result.resize(std::max(width, text.size()), ' ');
  return result;
}

struct Row {
  std::string key, value, unit, source;
};

} // namespace

void printChip(const Chip &chip, std::ostream &out) {
  std::vector<Row> rows;
  for (size_t i = 0; i < chipKeys().size(); ++i) {
    const ChipKey &key = chipKeys()[i];
    rows.push_back({std::string(key.name), chipValueText(key, chip),
                    std::string(key.unit),
                    i < chip.sources.size() ? chip.sources[i] : ""});
  }
  size_t keyWidth = 0, valueWidth = 0, unitWidth = 0;
  for (const Row &row : rows) {
    keyWidth = std::max(keyWidth, row.key.size());
    valueWidth = std::max(valueWidth, row.value.size());
    unitWidth = std::max(unitWidth, row.unit.size());
  }
  out << chip.name << ": " << chip.summary << "\n"
      << chip.tileCount() << (chip.tileCount() == 1 ? " tile, " : " tiles, ")
      << numberText(chip.peakFlopsBf16() / 1e12, 4) << " TFLOP/s BF16, HBM "
      << numberText(chip.hbmBytesPerSecond() / 1e9, 4) << " GB/s\n\n";
  for (const Row &row : rows)
    out << padded(row.key, keyWidth) << "  "
        << std::string(valueWidth - row.value.size(), ' ') << row.value << " "
        << padded(row.unit, unitWidth) << "  " << row.source << "\n";
}

void printChipNames(std::ostream &out) {
  size_t width = 0;
  for (std::string_view name : chipNames())
    width = std::max(width, name.size());
  for (std::string_view name : chipNames())
    out << padded(name, width) << "  " << loadChip(name).summary << "\n";
}

} // namespace alcyone::isa
