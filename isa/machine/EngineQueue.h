// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One engine's in-order instruction queue of a tile, without a clock: bounded
// storage of decoded instructions. The instruction at the head stays in the
// queue until it is retired (pop), so a full queue means `depth` instructions
// pushed and not retired, and what is stuck can be read off the queues.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace alcyone::isa {

// Queue numbers as the TCP sees them (ISA manual, tile registers): the same on
// every chip, which has as many DMA channels of either kind as its file says.
inline constexpr unsigned ttuQueue = 0;
inline constexpr unsigned tvpQueue = 1;
inline constexpr unsigned firstTdmaQueue = 2;
inline constexpr unsigned firstCdmaQueue = 12;
inline constexpr unsigned queuePorts = 16;

// Whose fault it was, in place of a queue.
inline constexpr unsigned controlProcessorQueue = 0xFF;

// The queues of a tile of `chip`, as a mask.
inline uint16_t queueMask(const Chip &chip) {
  const unsigned tdma = (1u << chip.tdma.channels) - 1;
  const unsigned cdma = (1u << chip.cdma.channels) - 1;
  return uint16_t(1u << ttuQueue | 1u << tvpQueue | tdma << firstTdmaQueue |
                  cdma << firstCdmaQueue);
}

// "TTU", "TVP", "TDMA channel 0", "CDMA channel 0", ...
std::string queueName(unsigned queue);

// True when queue number `queue` may execute `instruction` (sync and barrier
// go anywhere; others only to their engine).
bool queueAccepts(unsigned queue, const Instruction &instruction);

struct QueuedInstruction {
  Instruction instruction;
  uint32_t pc = 0; // of the TCP store that pushed it
};

class EngineQueue {
public:
  // A depth of 0 stands for a queue that is not there: empty and full.
  explicit EngineQueue(unsigned depth) : slots(depth) {}

  bool empty() const { return count == 0; }
  bool full() const { return count == slots.size(); }
  unsigned size() const { return count; }
  unsigned freeSlots() const { return unsigned(slots.size()) - count; }

  // Precondition: !full().
  void push(const QueuedInstruction &entry) {
    next() = entry;
    commit();
  }
  // The same in two steps, for who fills the slot in place: next() may be
  // filled any number of times before commit() makes it part of the queue.
  QueuedInstruction &next() { return slots[wrap(head + count)]; }
  void commit() { ++count; }
  // Precondition: !empty().
  const QueuedInstruction &front() const { return slots[head]; }
  // i = 0 is the head; precondition: i < size().
  const QueuedInstruction &at(unsigned i) const {
    return slots[wrap(head + i)];
  }
  // Retires the head; precondition: !empty().
  void pop() {
    head = wrap(head + 1);
    --count;
  }
  void clear() { head = count = 0; }

private:
  unsigned wrap(unsigned i) const {
    return i >= slots.size() ? i - unsigned(slots.size()) : i;
  }
  std::vector<QueuedInstruction> slots;
  unsigned head = 0;
  unsigned count = 0;
};

// The queues of a tile by number, those included that are not there.
std::vector<EngineQueue> engineQueues(const Chip &chip);

} // namespace alcyone::isa
