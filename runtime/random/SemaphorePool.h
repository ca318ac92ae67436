// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which semaphore an edge from one event to another may use. The pool of a tile
// is used again and again: a use may begin when both ends know that the last
// one is over, or when it comes from the same queue to the same queue, so that
// signals and waits pair up in order.
#pragma once

#include "runtime/random/Clocks.h"
#include "runtime/random/Random.h"

#include <optional>
#include <vector>

namespace alcyone::random {

// Semaphore 0 of every tile is not in the pool; Ordering.cpp needs it.
inline constexpr unsigned reservedSemaphore = 0;

class SemaphorePool {
public:
  SemaphorePool(unsigned tiles, unsigned count)
      : states(tiles, std::vector<State>(count)) {}

  struct Use {
    unsigned producer = 0; // agent, and position of its signal
    size_t position = 0;
    const Clock *before = nullptr; // when the signal's event starts
    unsigned count = 1;
  };
  // Who is to wait, and what is over for it so far.
  struct Waiter {
    unsigned agent = 0;
    Clock known;
  };

  // One of `tile` for a signal and a wait.
  std::optional<unsigned> find(unsigned tile, const Waiter &waiter,
                               const Use &use, Random &random) const;
  // One that is over in all tiles; waiters by tile.
  std::optional<unsigned> findForAll(const std::vector<Waiter> &waiters,
                                     const Use &use, Random &random) const;
  // False if signals of the last use may still be there for its waiter.
  bool isOver(unsigned tile, unsigned semaphore, const Clock &clock) const {
    return isOver(states[tile][semaphore], clock);
  }
  void signalled(unsigned tile, unsigned semaphore, const Use &use);
  // Adds a signal to a semaphore that nobody has waited for yet, so that one
  // wait is for both; false if that could be taken for the wait before.
  bool join(unsigned tile, unsigned semaphore, const Use &use);
  void taken(unsigned tile, unsigned semaphore, unsigned consumer,
             size_t position);

  // Signalled, but nobody will wait for it.
  void lost(unsigned tile, unsigned semaphore);
  // Takes one of the lost; what it holds is the second.
  std::optional<std::pair<unsigned, unsigned>> findLost(unsigned tile) const;

private:
  enum class Stage : uint8_t { Unused, Signalled, Taken, Lost };
  struct State {
    Stage stage = Stage::Unused;
    bool hasOneProducer = true;
    bool wasTaken = false; // consumer and takenAt are the last wait's
    unsigned producer = 0, consumer = 0;
    size_t position = 0, takenAt = 0;
    unsigned total = 0; // signalled since it was known to be 0
  };
  bool isOver(const State &state, const Clock &clock) const;
  bool isOver(const State &state, const Waiter &waiter, const Use &use) const;
  bool mayUse(const State &state, const Waiter &waiter, const Use &use) const;

  std::vector<std::vector<State>> states; // by tile
};

} // namespace alcyone::random
