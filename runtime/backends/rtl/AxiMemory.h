// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is behind the AXI port of a Verilated tile: the bytes of L2 and HBM, in
// the time of the chip model's NoC, L2 and HBM. It takes everything that the
// tile offers at once. Bytes are read when the request reaches the memory and
// written when the data does.
#pragma once

#include "isa/semantics/MemoryMap.h"
#include "runtime/backends/rtl/RtlObserver.h"
#include "sim/cluster/OutsideMemory.h"

#include <array>
#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

namespace alcyone::runtime {

class TileModel;

class AxiMemory {
public:
  using Cycle = sim::Cycle;

  /// Both borrowed.
  AxiMemory(isa::MemoryMap &bytes, const isa::Chip &chip);

  void reset();

  /// Is told of what is written; borrowed, null for none.
  void observeWith(RtlObserver *who) { observer = who; }

  /// What the tile finds at its inputs in cycle `now`.
  void drive(TileModel &tile, Cycle now);
  /// What it has answered, before the clock's edge.
  void sample(const TileModel &tile, Cycle now);

  const sim::OutsideMemory &outside() const { return memory; }

private:
  struct Burst {
    uint32_t id = 0;
    uint64_t address = 0;
    uint32_t number = 0; // of a read
    unsigned beats = 0;
    unsigned beatBytes = 0;
    std::vector<uint8_t> bytes;   // beats x width of the bus
    std::vector<uint8_t> written; // a write: which of them
    sim::Flight flight;           // a read: at the tile; a write: of its data
    bool isUnderWay = false;      // a read: it has left the memory
    unsigned sent = 0;            // beats
    uint64_t size() const { return uint64_t(beats) * beatBytes; }
  };
  enum class Kind : uint8_t { ReadAtMemory, ReadLeaves, WriteAtMemory };
  struct Event {
    Cycle when;
    uint64_t order;
    Kind kind;
    Burst burst;
    bool operator<(const Event &other) const { // for a heap: the latest first
      return when != other.when ? when > other.when : order > other.order;
    }
  };

  static bool isThere(const Burst &burst, Cycle now);
  void chooseAnswer(Cycle now);
  void at(Cycle when, Kind kind, Burst burst);
  void readAtMemory(Cycle when, Burst burst);
  void readLeaves(uint32_t number);
  void writeAtMemory(Cycle when, const Burst &burst);
  uint8_t *place(uint64_t address, uint64_t bytes);
  Burst address(const uint32_t *words) const;

  isa::MemoryMap &bytes;
  RtlObserver *observer = nullptr;
  sim::OutsideMemory memory;
  const unsigned width; // of the bus, bytes
  std::vector<Event> heap;
  uint64_t order = 0;
  std::deque<Burst> answers; // of reads, in the order of their requests
  size_t answer = 0;         // that a beat is offered of
  uint32_t reads = 0;        // that have reached a memory
  std::deque<Burst> writes;  // whose data is still to come
  std::vector<std::pair<Cycle, uint32_t>> acknowledgements; // when, id
  bool answering = false, acknowledging = false;
};

} // namespace alcyone::runtime
