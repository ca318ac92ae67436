// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/l1/L1Port.h"

#include <algorithm>
#include <bit>

namespace alcyone::sim {

/// That a word is under way for, and the latency of L1.
static constexpr unsigned wayStages = 3;

L1WordReader::L1WordReader(unsigned lanes, unsigned ahead, Cycle latency)
    : ahead(ahead), latency(latency),
      words(std::max<size_t>(fewestSlots, std::bit_ceil(latency + wayStages))),
      at(lanes) {
  for (Slot &slot : words)
    slot.banks.resize(lanes);
}

std::vector<uint16_t> &L1WordReader::load() {
  Slot &slot = words[tail++ % words.size()];
  slot.passed = 0;
  std::fill(slot.banks.begin(), slot.banks.end(), none);
  return slot.banks;
}

void L1WordReader::ask(L1Cycle &banks, Cycle now) {
  if (oldest == tail)
    return;
  const Slot &waited = words[oldest % words.size()];
  // What the lanes know of each other is a cycle old.
  const uint32_t next = oldest + (waited.passed == at.size());
  if (std::all_of(at.begin(), at.end(),
                  [this](uint32_t word) { return word == meeting; }))
    meeting += together;
  for (size_t lane = at.size(); lane-- > 0;) {
    if (at[lane] == tail || at[lane] - oldest > ahead || at[lane] == meeting)
      continue;
    Slot &slot = words[at[lane] % words.size()];
    const uint16_t bank = slot.banks[lane];
    if (bank != none && !banks.take(bank))
      continue;
    ++slot.passed;
    slot.last = now;
    ++at[lane];
  }
  oldest = next;
}

bool L1WordReader::arrives(Cycle now) {
  if (head == tail)
    return false;
  const Slot &slot = words[head % words.size()];
  if (slot.passed != at.size() || now < slot.last + latency + 1)
    return false;
  ++head;
  return true;
}

} // namespace alcyone::sim
