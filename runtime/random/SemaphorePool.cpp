// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/random/SemaphorePool.h"

namespace alcyone::random {

// Semaphores hold 8 bits.
static constexpr unsigned mostTotal = 255;

bool SemaphorePool::isOver(const State &state, const Clock &clock) const {
  return state.stage == Stage::Unused ||
         (state.stage == Stage::Taken &&
          clock.knows(state.consumer, state.takenAt));
}

bool SemaphorePool::isOver(const State &state, const Waiter &waiter,
                           const Use &use) const {
  return isOver(state, *use.before) &&
         (state.consumer == waiter.agent || isOver(state, waiter.known));
}

bool SemaphorePool::mayUse(const State &state, const Waiter &waiter,
                           const Use &use) const {
  if (isOver(state, waiter, use))
    return true;
  return state.stage == Stage::Taken && state.hasOneProducer &&
         state.producer == use.producer && state.consumer == waiter.agent &&
         state.position <= use.position && state.total + use.count <= mostTotal;
}

std::optional<unsigned> SemaphorePool::find(unsigned tile, const Waiter &waiter,
                                            const Use &use,
                                            Random &random) const {
  const unsigned count = unsigned(states[tile].size());
  const unsigned start = random.below(count);
  for (unsigned i = 0; i < count; ++i) {
    const unsigned semaphore = (start + i) % count;
    if (semaphore != reservedSemaphore &&
        mayUse(states[tile][semaphore], waiter, use))
      return semaphore;
  }
  return std::nullopt;
}

std::optional<unsigned>
SemaphorePool::findForAll(const std::vector<Waiter> &waiters, const Use &use,
                          Random &random) const {
  const unsigned count = unsigned(states[0].size());
  const unsigned start = random.below(count);
  for (unsigned i = 0; i < count; ++i) {
    const unsigned semaphore = (start + i) % count;
    bool fits = semaphore != reservedSemaphore;
    for (unsigned tile = 0; fits && tile < states.size(); ++tile)
      fits = isOver(states[tile][semaphore], waiters[tile], use);
    if (fits)
      return semaphore;
  }
  return std::nullopt;
}

void SemaphorePool::signalled(unsigned tile, unsigned semaphore,
                              const Use &use) {
  State &state = states[tile][semaphore];
  if (isOver(state, *use.before))
    state.total = 0;
  state.stage = Stage::Signalled;
  state.hasOneProducer = true;
  state.producer = use.producer;
  state.position = use.position;
  state.total += use.count;
}

bool SemaphorePool::join(unsigned tile, unsigned semaphore, const Use &use) {
  State &state = states[tile][semaphore];
  if (state.stage != Stage::Signalled || state.total + use.count > mostTotal ||
      (state.wasTaken && !use.before->knows(state.consumer, state.takenAt)))
    return false;
  state.hasOneProducer = false;
  state.total += use.count;
  return true;
}

void SemaphorePool::taken(unsigned tile, unsigned semaphore, unsigned consumer,
                          size_t position) {
  State &state = states[tile][semaphore];
  state.stage = Stage::Taken;
  state.wasTaken = true;
  state.consumer = consumer;
  state.takenAt = position;
}

void SemaphorePool::lost(unsigned tile, unsigned semaphore) {
  states[tile][semaphore].stage = Stage::Lost;
}

std::optional<std::pair<unsigned, unsigned>>
SemaphorePool::findLost(unsigned tile) const {
  for (unsigned semaphore = 0; semaphore < states[tile].size(); ++semaphore)
    if (states[tile][semaphore].stage == Stage::Lost)
      return std::pair{semaphore, states[tile][semaphore].total};
  return std::nullopt;
}

} // namespace alcyone::random
