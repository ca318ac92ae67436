// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/chips/Chip.h"

#include "isa/chips/ChipFiles.h"
#include "isa/chips/ChipKeys.h"
#include "isa/support/Json.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <iterator>

namespace alcyone::isa {

namespace {

constexpr uint64_t maxFileBytes = 1 << 20;
constexpr uint64_t maxTextBytes = 1000; // of a name or a source

std::string_view shortText(const JsonNode &node) {
  std::string_view text = node.string();
  if (text.empty() || text.size() > maxTextBytes)
    node.fail("must have 1 to " + std::to_string(maxTextBytes) + " characters");
  return text;
}

// [value, "source"] into the chip.
void readKey(const ChipKey &key, const JsonNode &node, Chip &chip) {
  if (node.size() != 2)
    node.fail("must be [value, \"where the value comes from\"]");
  ChipSlot slot = key.slot(chip);
  if (auto *real = std::get_if<double *>(&slot)) {
    **real = node.element(0).number(key.min, key.max);
  } else {
    uint64_t value =
        node.element(0).integer(uint64_t(key.min), uint64_t(key.max));
    if (key.powerOfTwo && !std::has_single_bit(value))
      node.fail("must be a power of two, not " + std::to_string(value));
    *std::get<uint64_t *>(slot) = value;
  }
  chip.sources.emplace_back(shortText(node.element(1)));
}

// The keys that may stand in a section; for the top also the sections.
std::vector<std::string_view> keysOfSection(std::string_view section) {
  std::vector<std::string_view> names;
  if (section.empty())
    names = {"name", "summary"};
  for (const ChipKey &key : chipKeys())
    if (sectionOf(key) == section)
      names.push_back(section.empty() ? key.name
                                      : key.name.substr(section.size() + 1));
  if (section.empty())
    for (const ChipSection &inner : chipSections())
      if (!inner.name.empty())
        names.push_back(inner.name);
  return names;
}

std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    fail(Category::BadInput, path + ": cannot read this chip file");
  std::string text;
  // One byte more than allowed is enough to see that a file is too long.
  text.resize(maxFileBytes + 1);
  file.read(text.data(), std::streamsize(text.size()));
  if (file.bad() || (file.fail() && !file.eof()))
    fail(Category::BadInput, path + ": cannot read this chip file");
  text.resize(size_t(file.gcount()));
  return text;
}

} // namespace

Chip parseChip(std::string_view json, std::string_view origin) {
  JsonDocument document(json, std::string(origin), Category::BadConfig,
                        maxFileBytes);
  JsonNode root = document.root();
  root.onlyKeys(keysOfSection(""));
  Chip chip;
  chip.name = shortText(root.member("name"));
  chip.summary = shortText(root.member("summary"));
  for (const ChipSection &section : chipSections()) {
    JsonNode node = section.name.empty() ? root : root.member(section.name);
    if (!section.name.empty())
      node.onlyKeys(keysOfSection(section.name));
    for (const ChipKey &key : chipKeys())
      if (sectionOf(key) == section.name)
        readKey(key, node.member(key.name.substr(key.name.find('.') + 1)),
                chip);
  }
  for (const ChipRule &rule : chipRules())
    if (rule.broken(chip))
      document.failAt(rule.key, std::string(rule.rule));
  return chip;
}

Chip loadChip(std::string_view nameOrPath) {
  if (nameOrPath.ends_with(".json"))
    return parseChip(readFile(std::string(nameOrPath)), nameOrPath);
  std::string_view text = chipText(nameOrPath);
  if (!text.empty())
    return parseChip(text, std::string(nameOrPath) + ".json (built in)");
  std::string names;
  for (std::string_view name : chipNames())
    names += (names.empty() ? "" : ", ") + std::string(name);
  fail(Category::BadConfig, "no chip \"" + std::string(nameOrPath) +
                                "\"; built in: " + names +
                                "; a file must end in .json");
}

std::vector<std::string_view> chipNames() {
  std::vector<std::string_view> names;
  for (const ChipFile &file : chipFiles())
    names.push_back(file.name);
  return names;
}

std::string_view chipText(std::string_view name) {
  for (const ChipFile &file : chipFiles())
    if (file.name == name)
      return file.text;
  return {};
}

double Chip::peakFlopsBf16() const {
  return 2.0 * double(ttu.rows * ttu.cols * ttu.depth) * double(tileCount()) *
         double(clockHz);
}

double Chip::hbmBytesPerSecond() const {
  return hbm.bytesPerCycle * double(hbmChannels()) * double(clockHz);
}

uint64_t Chip::cyclesFromNs(double ns) const {
  return uint64_t(std::ceil(ns * double(clockHz) / 1e9));
}

} // namespace alcyone::isa
