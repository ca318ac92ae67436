// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An AXI4 memory over a MemoryMap: answers after a random latency, mixes the
// beats of different IDs, keeps those of one ID in order, and holds back.
// Writes of different IDs reach the memory in any order.
#pragma once

#include "isa/semantics/MemoryMap.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <vector>

namespace alcyone::tests {

struct AxiAddress {
  unsigned id;
  uint64_t address;
  unsigned beats;
  unsigned size; // log2 of the bytes of a beat
};

struct AxiData {
  unsigned id = 0;
  std::array<uint8_t, 32> bytes{};
  uint32_t strobes = 0;
  bool last = false;
};

struct Delays {
  unsigned shortest = 0, longest = 0; // of the memory outside, cycles
  unsigned refused = 0;               // per cent, of L1 lanes and of handshakes
};

class AxiMemory {
public:
  // No burst may leave a block of `blockBytes`, which lies in 4 KiB.
  AxiMemory(isa::MemoryMap &memory, uint64_t blockBytes, const Delays &delays,
            uint64_t seed)
      : memory(memory), blockBytes(blockBytes), delays(delays), random(seed) {}

  // Forgets what is under way.
  void reset();

  // Before a cycle: what it offers, and whether it takes anything.
  void offer(uint64_t now);
  bool takesAr = false, takesAw = false, takesW = false;
  std::optional<AxiData> r;
  std::optional<unsigned> b;

  // What was taken in the cycle.
  void read(const AxiAddress &burst, uint64_t now);
  void write(const AxiAddress &burst) { toWrite.push_back(burst); }
  void data(const AxiData &beat) { beats.push_back(beat); }
  void rTaken();
  void bTaken() { b.reset(); }
  void endCycle(uint64_t now);

  uint64_t beatsRead = 0, beatsWritten = 0, bursts = 0;

private:
  struct Reading {
    AxiAddress burst;
    uint64_t when;
    unsigned beat = 0;
  };
  struct Byte {
    uint8_t *at;
    uint8_t value;
  };
  struct Answer {
    unsigned id;
    uint64_t when;
    std::vector<Byte> bytes; // not in memory before the answer
  };

  bool yes() { return random() % 100 >= delays.refused; }
  uint64_t due(uint64_t now) {
    return now + delays.shortest +
           random() % (delays.longest - delays.shortest + 1);
  }
  uint8_t *host(uint64_t address);
  void check(const AxiAddress &burst);
  AxiData beatOf(const Reading &reading);

  isa::MemoryMap &memory;
  const uint64_t blockBytes;
  const Delays &delays;
  std::mt19937_64 random;
  std::vector<Reading> reading; // oldest first
  std::deque<AxiAddress> toWrite;
  std::deque<AxiData> beats;
  unsigned beat = 0;         // of toWrite.front()
  std::vector<Byte> written; // of it
  std::vector<Answer> answers;
  size_t offered = 0; // of reading
};

} // namespace alcyone::tests
