// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/program/Requirements.h"

#include "isa/chips/ChipKeys.h"
#include "isa/support/Failure.h"

namespace alcyone::isa {

namespace {

constexpr RequirementRow rows[] = {
    {"clusters", &Requirements::clusters, true},
    {"tiles_per_cluster", &Requirements::tilesPerCluster, true},
    {"l1.bytes", &Requirements::l1Bytes, false},
    {"l2.bytes", &Requirements::l2Bytes, false},
    {"hbm.bytes", &Requirements::hbmBytes, false},
    {"tcp.memory_bytes", &Requirements::tcpMemoryBytes, false},
    {"tdma.channels", &Requirements::tdmaChannels, false},
    {"cdma.channels", &Requirements::cdmaChannels, false},
    {"semaphore.count", &Requirements::semaphoreCount, false},
};

uint64_t valueOnChip(std::string_view name, const Chip &chip) {
  Chip copy = chip; // slots are writable
  for (const ChipKey &key : chipKeys())
    if (key.name == name)
      return *std::get<uint64_t *>(key.slot(copy));
  fail(Category::ModelBug,
       "no chip key \"" + std::string(name) + "\" for a requirement");
}

} // namespace

std::span<const RequirementRow> requirementRows() { return rows; }

Requirements requirementsOf(const Chip &chip) {
  Requirements result;
  for (const RequirementRow &row : rows)
    result.*row.needed = valueOnChip(row.key, chip);
  return result;
}

void checkRequirements(const Requirements &needed, std::string_view compiledFor,
                       const Chip &chip, std::string_view program) {
  for (const RequirementRow &row : rows) {
    uint64_t present = valueOnChip(row.key, chip);
    uint64_t wanted = needed.*row.needed;
    if (row.exact ? present == wanted : present >= wanted)
      continue;
    fail(Category::BadConfig,
         std::string(program) + ": does not fit chip " + chip.name + ": " +
             std::string(row.key) +
             (row.exact ? " must be " : " must be at least ") +
             std::to_string(wanted) + ", but is " + std::to_string(present) +
             " there; the program was compiled for " +
             std::string(compiledFor) + ", compile it for " + chip.name);
  }
}

} // namespace alcyone::isa
