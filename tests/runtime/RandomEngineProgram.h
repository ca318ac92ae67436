// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs for all tiles and queues of a chip whose result does not
// depend on time: memory is divided into slots, and whoever touches a slot
// after somebody else waits for them. A program runs in phases between
// chip-wide barriers; in a phase a slot is either only read, by anybody, or
// used by one tile, whose queues and control processor order themselves with
// semaphores. At the end everything is copied to the output. The same seed
// gives the same program.
#pragma once

#include "EngineProgram.h"
#include "isa/support/AddressMap.h"

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace alcyone::tests {

class RandomEngineProgram {
public:
  static constexpr uint32_t slotBytes = 2048;

  RandomEngineProgram(const isa::Chip &chip, uint64_t seed);

  EngineProgram build();
  std::vector<uint8_t> input() const { return inputBytes; }
  uint64_t outputBytes() const;
  // What lies at an offset of the output: "L1 slot 3 of tile 1".
  std::string describe(uint64_t outputOffset) const;

private:
  static constexpr unsigned queues = 6;
  static constexpr unsigned tcp = queues; // takes part like a queue

  // An operation of a tile: position in operations[tile], and where it runs.
  struct Place {
    unsigned queue;
    size_t position;
  };

  struct Slot {
    std::string name;
    std::optional<unsigned> l1Tile; // whose L1 it lies in
    uint64_t address = 0;           // or offset into the argument
    std::optional<unsigned> argument;
    bool isConstant = false; // input: never written
    // In this phase.
    unsigned owner = 0;
    bool isShared = false;
    std::optional<Place> writer;
    std::vector<Place> readers;
  };

  struct Operation {
    unsigned queue = 0; // tcp: a wait, or a store where there is an address
    isa::Instruction instruction = {};
    std::vector<Patch> patches = {};
    unsigned semaphore = 0;
    uint64_t address = 0, value = 0;
  };

  // Random choices.
  uint32_t below(uint32_t limit) { return uint32_t(random() % limit); }
  bool oneIn(uint32_t n) { return below(n) == 0; }
  Slot *pick(unsigned tile, bool isWrite, bool inOwnL1, const Slot *other = {},
             const Slot *another = {});

  // Fields of instructions; RandomInstructions.cpp.
  void addCopy(unsigned tile);
  void addFill(unsigned tile);
  void addGather(unsigned tile);
  void addMatmul(unsigned tile);
  void addVector(unsigned tile);
  void addStore(unsigned tile);
  uint32_t randomMicroProgram(isa::Vector &vector, unsigned inputs);
  void randomStream(isa::Vector &vector, unsigned stream, const Slot &slot,
                    isa::Format format);
  template <typename Move> void randomShape(Move &move);
  // Sets dst, and src where there is one, by patch where the address is known
  // at launch only; offsets are bytes into the slots.
  template <typename Move>
  void point(Move &move, const Slot &dst, const Slot *src,
             std::vector<Patch> &patches, unsigned dstOffset = 0,
             unsigned srcOffset = 0);

  // Order.
  void layOut();
  void beginPhase();
  void endPhase();
  void addRandom(unsigned tile);
  void add(unsigned tile, Operation operation, std::vector<Slot *> reads,
           std::vector<Slot *> writes);
  void require(unsigned tile, unsigned queue, Place earlier,
               std::vector<uint8_t> &semaphores);
  void copyAll(bool isIn);
  void emit();

  const isa::Chip &chip;
  std::mt19937_64 random;
  EngineProgram program;
  std::vector<uint8_t> inputBytes;
  unsigned inputArgument, workArgument, outputArgument;
  std::vector<Slot> slots;     // those that end up in the output
  std::vector<Slot> constants; // slots of the input
  Slot indices;                // a list of row numbers below gatherRows
  static constexpr unsigned gatherRows = 4;
  std::vector<std::vector<Operation>> operations; // by tile
  // done[tile][b][a]: what b does next comes after all of a before it.
  std::vector<std::array<std::array<size_t, queues>, queues + 1>> done;
  unsigned phase = 0;
};

template <typename Move>
void RandomEngineProgram::point(Move &move, const Slot &dst, const Slot *src,
                                std::vector<Patch> &patches, unsigned dstOffset,
                                unsigned srcOffset) {
  const auto address = [&](const Slot &slot, unsigned field) {
    if (slot.argument)
      patches.push_back({field, *slot.argument});
    return slot.l1Tile ? isa::address::l1Of(*slot.l1Tile) + slot.address
                       : slot.address;
  };
  move.dst = address(dst, dstField) + dstOffset;
  if constexpr (requires { move.src; })
    move.src = address(*src, srcField) + srcOffset;
}

} // namespace alcyone::tests
