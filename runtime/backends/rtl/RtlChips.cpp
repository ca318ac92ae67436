// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/backends/rtl/RtlChips.h"

#include "isa/chips/ChipKeys.h"
#include "isa/support/Failure.h"

#include <algorithm>
#include <vector>

namespace alcyone::runtime {

using namespace isa;

namespace {

// What is built into the tile; the rest of the chip is the simulator's.
bool isOfTile(const ChipKey &key) {
  static constexpr std::string_view sections[] = {
      "tcp", "queue", "ttu", "tvp", "tdma", "cdma", "l1", "semaphore"};
  static constexpr std::string_view keys[] = {
      "clusters",  "tiles_per_cluster",    "l2.bytes",
      "hbm.bytes", "hbm.interleave_bytes", "noc.control_hop_cycles"};
  return std::ranges::count(sections, sectionOf(key)) +
             std::ranges::count(keys, key.name) !=
         0;
}

std::vector<const ChipKey *> differences(const Chip &one, const Chip &other) {
  std::vector<const ChipKey *> keys;
  for (const ChipKey &key : chipKeys())
    if (isOfTile(key) && chipValueText(key, one) != chipValueText(key, other))
      keys.push_back(&key);
  return keys;
}

} // namespace

const RtlChip &rtlOf(const Chip &chip) {
  Chip nearest;
  std::vector<const ChipKey *> keys;
  std::string names;
  for (const RtlChip &built : rtlChips()) {
    const Chip other = loadChip(std::string(built.name));
    const auto differing = differences(chip, other);
    if (differing.empty())
      return built;
    if (keys.empty() || differing.size() < keys.size()) {
      keys = differing;
      nearest = other;
    }
    names += (names.empty() ? "" : ", ") + other.name;
  }
  const ChipKey &key = *keys.front();
  fail(Category::BadConfig, "this build has no RTL of chip " + chip.name +
                                ", but of " + names + "; on " + nearest.name +
                                " " + std::string(key.name) + " is " +
                                chipValueText(key, nearest) + " and not " +
                                chipValueText(key, chip) + "; use ref or sim");
}

} // namespace alcyone::runtime
