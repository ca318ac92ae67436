// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The memory that the programs of a test use, and what is in it before.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/semantics/MemoryMap.h"

#include <cstdint>
#include <span>
#include <string>

namespace alcyone::tests {

// The part of every memory that programs use. Memories are numbered: L1 by
// tile, then L2 by cluster, then HBM.
struct Layout {
  explicit Layout(const isa::Chip &chip) : chip(chip) {}

  unsigned tiles() const { return unsigned(chip.tileCount()); }
  unsigned memories() const { return tiles() + unsigned(chip.clusters) + 1; }
  // Where the used part begins.
  uint64_t base(unsigned memory) const;
  uint64_t sizeOf(unsigned memory) const;
  // Device address of byte `offset` of a memory; L1 by its global address.
  uint64_t address(unsigned memory, uint64_t offset) const;
  std::string name(unsigned memory) const;
  std::span<uint8_t> used(isa::MemoryMap &map, unsigned memory) const;

  isa::Chip chip;
  uint64_t l1Base = 0, l2Base = 0, hbmBase = 0;
  uint64_t bytes = 0; // used, of each memory
};

// Each used part begins with a list of row numbers that nobody writes: int64,
// and as int32 every other one is 0.
inline constexpr unsigned listEntries = 16;
inline constexpr unsigned listBytes = 8 * listEntries;
inline constexpr unsigned listRows = 8; // the numbers are below
uint64_t listEntry(unsigned i);

// What is in the used parts before a program runs.
void initialise(isa::MemoryMap &map, const Layout &layout, uint64_t seed);

} // namespace alcyone::tests
