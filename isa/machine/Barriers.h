// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts arrivals at the chip's barriers, without a clock. A barrier is named
// by (scope, id), and by the tile too when the scope is the tile. It completes
// when every queue of the mask (of the tile, or of every tile of the chip) has
// arrived; then it is empty again and may be reused.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <vector>

namespace alcyone::isa {

// A queue of the chip; tile is the global tile number.
struct QueueRef {
  unsigned tile = 0;
  unsigned queue = 0;
  bool operator==(const QueueRef &) const = default;
};

class Barriers {
public:
  static constexpr unsigned ids = 4;

  // `present`: the queues of each tile, as a mask.
  Barriers(unsigned tiles, uint16_t present);

  // `who` reaches `barrier` (its waits already taken). Returns the queues that
  // the arrival releases, `who` included, in order of tile and queue: empty
  // when others are still missing. Each released queue then retires its
  // barrier instruction and sends its signals.
  // A mask that is empty, names absent queues, leaves out `who` or differs
  // from the mask of those already there sets `fault` (IllegalInstruction).
  std::vector<QueueRef> arrive(QueueRef who, const Barrier &barrier,
                               Fault &fault);

  // True while `who` waits in a barrier.
  bool waiting(QueueRef who) const;

  // Whom an arrived `who` still waits for (for deadlock reports).
  std::vector<QueueRef> missing(QueueRef who, const Barrier &barrier) const;

  void reset();

private:
  struct State {
    uint16_t mask = 0; // 0: nobody has arrived
    unsigned arrivals = 0;
    std::vector<uint16_t> arrived; // mask of queues, by tile
  };
  State &state(unsigned tile, const Barrier &barrier);
  const State &state(unsigned tile, const Barrier &barrier) const;

  unsigned tiles;
  uint16_t present;
  std::vector<State> tileStates; // tile * ids + id
  std::vector<State> chipStates; // id
  std::vector<uint16_t> blocked; // queues waiting in any barrier, by tile
};

} // namespace alcyone::isa
