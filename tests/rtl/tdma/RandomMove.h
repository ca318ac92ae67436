// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random copy, fill and gather. Each channel has an area of its own in every
// memory; source and destination may overlap in it.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/semantics/MemoryMap.h"

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace alcyone::tests {

class RandomMove {
public:
  static constexpr uint64_t areaBytes = 0x8000;

  explicit RandomMove(uint64_t seed) : random(seed) {}

  isa::Instruction next(unsigned channel);
  isa::Copy copy(unsigned channel);
  isa::Fill fill(unsigned channel);
  // Its list is still to be written: see list().
  isa::Gather gather(unsigned channel);
  // Entries for a gather, now and then one that does not exist, written to both
  // memories.
  void list(const isa::Gather &gather, isa::MemoryMap &one,
            isa::MemoryMap &other);
  // A valid instruction with something wrong, or not.
  isa::Instruction spoilt(unsigned channel);

  static std::array<std::span<uint8_t>, 3> areas(isa::MemoryMap &memory,
                                                 unsigned channel);
  uint64_t below(uint64_t limit) { return random() % limit; }

private:
  bool oneIn(uint64_t n) { return below(n) == 0; }
  uint64_t place(unsigned channel, const std::array<uint32_t, 4> &shape,
                 std::array<int32_t, 4> &stride, unsigned bytes, bool isSource);
  template <class Move> void shape(Move &move, unsigned bytes);
  template <class Move> void formats(Move &move);
  template <class Move> void spoil(Move &move);

  std::mt19937_64 random;
};

} // namespace alcyone::tests
