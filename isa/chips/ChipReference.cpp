// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/chips/ChipKeys.h"
#include "isa/support/NumberText.h"

namespace alcyone::isa {

namespace {

std::string shortName(const ChipKey &key) {
  return std::string(key.name.substr(key.name.find('.') + 1));
}

std::string allowed(const ChipKey &key) {
  return numberText(key.min) + " to " + numberText(key.max) +
         (key.powerOfTwo ? ", a power of two" : "");
}

std::string keyTable(const ChipSection &section) {
  std::string text = "\n### " + std::string(section.meaning);
  if (!section.name.empty())
    text += ": `" + std::string(section.name) + "`";
  text += "\n\n| key | meaning | unit | allowed |\n| --- | --- | --- | --- |\n";
  for (const ChipKey &key : chipKeys())
    if (sectionOf(key) == section.name)
      text += "| `" + shortName(key) + "` | " + std::string(key.meaning) +
              " | " + std::string(key.unit) + " | " + allowed(key) + " |\n";
  return text;
}

std::string builtInTable() {
  std::vector<Chip> chips;
  std::string text = "\n### Built-in chips\n\n| key |", line = "| --- |";
  for (std::string_view name : chipNames()) {
    chips.push_back(loadChip(name));
    text += " " + std::string(name) + " |";
    line += " ---: |";
  }
  text += "\n" + line + "\n";
  for (const ChipKey &key : chipKeys()) {
    text += "| `" + std::string(key.name) + "` |";
    for (const Chip &chip : chips)
      text += " " + chipValueText(key, chip) + " |";
    text += "\n";
  }
  return text;
}

} // namespace

std::string chipReference() {
  std::string text;
  for (const ChipSection &section : chipSections())
    text += keyTable(section);
  text += "\n### Rules between keys\n\n";
  for (const ChipRule &rule : chipRules())
    text +=
        "- `" + std::string(rule.key) + "`: " + std::string(rule.rule) + "\n";
  return text + builtInTable();
}

} // namespace alcyone::isa
