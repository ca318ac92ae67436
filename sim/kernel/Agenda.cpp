// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/kernel/Agenda.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace alcyone::sim {

void Agenda::put(Cycle when, Action action) {
  const uint64_t slot = when % span;
  wheel[slot].actions.push_back(action);
  used[slot / wordBits] |= uint64_t(1) << slot % wordBits;
}

void Agenda::add(Cycle when, Action action) {
  ++count;
  if (when < base + span)
    return put(when, action);
  far.push_back({when, ordered++, action});
  std::push_heap(far.begin(), far.end(), std::greater<>());
}

// In order of time and of arrival, and before anything is added to the cycles
// that have come within reach.
void Agenda::bringNear() {
  while (!far.empty() && far.front().when < base + span) {
    put(far.front().when, far.front().action);
    std::pop_heap(far.begin(), far.end(), std::greater<>());
    far.pop_back();
  }
}

Cycle Agenda::earliest() {
  const uint64_t first = base % span;
  // Words around the wheel, the first one twice: its upper part, then its
  // lower.
  for (uint64_t step = 0; step <= used.size(); ++step) {
    const uint64_t index = (first / wordBits + step) % used.size();
    uint64_t word = used[index];
    if (step == 0)
      word &= ~uint64_t(0) << first % wordBits;
    if (word == 0)
      continue;
    const uint64_t slot = index * wordBits + uint64_t(std::countr_zero(word));
    base += (slot + span - first) % span;
    bringNear();
    return base;
  }
  base = far.front().when;
  bringNear();
  return base;
}

bool Agenda::next(Cycle when, Action &action) {
  const uint64_t slot = when % span;
  Bucket &bucket = wheel[slot];
  if (bucket.taken == bucket.actions.size()) {
    bucket.actions.clear();
    bucket.taken = 0;
    used[slot / wordBits] &= ~(uint64_t(1) << slot % wordBits);
    return false;
  }
  action = bucket.actions[bucket.taken++];
  --count;
  return true;
}

void Agenda::clear() {
  for (Bucket &bucket : wheel) {
    bucket.actions.clear();
    bucket.taken = 0;
  }
  used.fill(0);
  far.clear();
  ordered = count = 0;
  base = 0;
}

} // namespace alcyone::sim
