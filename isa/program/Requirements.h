// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which chips a program runs on: a few chip keys with the values it was
// compiled for. A device refuses a program that does not fit, by key.
#pragma once

#include "isa/chips/Chip.h"

#include <span>

namespace alcyone::isa {

struct Requirements {
  uint64_t clusters = 1;
  uint64_t tilesPerCluster = 1;
  uint64_t l1Bytes = 0;
  uint64_t l2Bytes = 0;
  uint64_t hbmBytes = 0;
  uint64_t tcpMemoryBytes = 0;
  uint64_t tdmaChannels = 0;
  uint64_t cdmaChannels = 0;
  uint64_t semaphoreCount = 0;

  bool operator==(const Requirements &) const = default;
};

// One row a requirement; `key` is the key of the chip file that it speaks of.
struct RequirementRow {
  std::string_view key;
  uint64_t Requirements::*needed;
  bool exact; // otherwise a minimum
};
std::span<const RequirementRow> requirementRows();

// What a program needs that uses all of a chip.
Requirements requirementsOf(const Chip &chip);

// Throws BadConfig naming the first key that does not fit, what is needed and
// what the chip has. `program` (a file name) begins the message.
void checkRequirements(const Requirements &needed, std::string_view compiledFor,
                       const Chip &chip, std::string_view program);

} // namespace alcyone::isa
