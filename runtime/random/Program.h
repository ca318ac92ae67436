// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A random program before anybody has thought of time: operations in an order
// in which they could run one after another, each with the bytes that it reads
// and writes. Ordering.h makes the real, concurrent program of it.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "isa/machine/EngineQueue.h"
#include "isa/machine/TileRegisters.h"
#include "isa/semantics/MemoryMap.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alcyone::random {

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

struct Bytes {
  unsigned memory = 0;
  uint64_t begin = 0, end = 0;
};

// `step` is added to `bytes` bytes of the descriptor from one repetition to the
// next.
struct Advance {
  unsigned offset = 0, bytes = 0;
  int64_t step = 0;
};

struct Operation {
  enum class Kind : uint8_t {
    Instruction,
    Barrier, // for all who take part; of the tile for scope tile
    Store,   // the control processor writes `value` to `to`
    Move,    // it loads from `from` and stores to `to`
  };
  Kind kind = Kind::Instruction;
  unsigned number = 0; // its place in the program of the seed
  unsigned tile = 0;
  unsigned queue = 0;
  isa::Instruction instruction = {};
  std::vector<uint32_t> micro; // vector: its micro-program
  unsigned repeat = 1;         // the processor pushes it so often, in a loop
  std::vector<Advance> advances;
  uint64_t to = 0, from = 0, value = 0;
  unsigned bytes = 0; // of a Store or Move: 1, 2, 4 or 8
  std::vector<Bytes> reads, writes;
  uint64_t salt = 0; // seed of all choices made for it later
};

// No longer in a loop.
void pushOnce(Operation &operation);

struct RandomProgram {
  Layout layout;
  uint64_t seed = 0;
  std::vector<Operation> operations;
};

// Who executes: the queues of a tile by number, then its control processor.
inline constexpr unsigned tcpAgent = isa::queuePorts;
inline constexpr unsigned agentsPerTile = tcpAgent + 1;
std::string agentName(unsigned agent);

std::string print(const Operation &operation, const isa::Chip &chip);

} // namespace alcyone::random
