// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrival counting of barriers.
#include "isa/machine/Barriers.h"

#include "isa/machine/EngineQueue.h"

#include <bit>

namespace alcyone::isa {

Barriers::Barriers(unsigned tiles, uint16_t present)
    : tiles(tiles), present(present) {
  reset();
}

void Barriers::reset() {
  tileStates.assign(size_t(tiles) * ids, State{0, 0, {0}});
  chipStates.assign(ids, State{0, 0, std::vector<uint16_t>(tiles, 0)});
  blocked.assign(tiles, 0);
}

Barriers::State &Barriers::state(unsigned tile, const Barrier &barrier) {
  return barrier.scope == Scope::Chip ? chipStates[barrier.id]
                                      : tileStates[tile * ids + barrier.id];
}

const Barriers::State &Barriers::state(unsigned tile,
                                       const Barrier &barrier) const {
  return barrier.scope == Scope::Chip ? chipStates[barrier.id]
                                      : tileStates[tile * ids + barrier.id];
}

// [semantics: barrier]
std::vector<QueueRef> Barriers::arrive(QueueRef who, const Barrier &barrier,
                                       Fault &fault) {
  const uint16_t own = uint16_t(1u << who.queue);
  const bool known = barrier.id < ids && !(barrier.queues & ~present);
  if (!known || !(barrier.queues & own)) {
    fault = {FaultCode::IllegalInstruction, uint64_t(Opcode::Barrier)};
    return {};
  }
  const bool chip = barrier.scope == Scope::Chip;
  State &at = state(who.tile, barrier);
  if (at.arrivals != 0 && at.mask != barrier.queues) {
    fault = {FaultCode::IllegalInstruction, uint64_t(Opcode::Barrier)};
    return {};
  }
  at.mask = barrier.queues;
  at.arrived[chip ? who.tile : 0] |= own;
  blocked[who.tile] |= own;
  ++at.arrivals;
  const unsigned wanted =
      unsigned(std::popcount(barrier.queues)) * (chip ? tiles : 1);
  if (at.arrivals < wanted)
    return {};

  std::vector<QueueRef> released;
  const unsigned first = chip ? 0 : who.tile;
  const unsigned last = chip ? tiles : who.tile + 1;
  for (unsigned tile = first; tile < last; ++tile) {
    for (unsigned queue = 0; queue < queuePorts; ++queue)
      if (barrier.queues >> queue & 1)
        released.push_back({tile, queue});
    blocked[tile] &= uint16_t(~barrier.queues);
    at.arrived[chip ? tile : 0] = 0;
  }
  at.arrivals = 0;
  at.mask = 0;
  return released;
}
// [end]

bool Barriers::waiting(QueueRef who) const {
  return blocked[who.tile] >> who.queue & 1;
}

std::vector<QueueRef> Barriers::missing(QueueRef who,
                                        const Barrier &barrier) const {
  std::vector<QueueRef> result;
  const bool chip = barrier.scope == Scope::Chip;
  const State &at = state(who.tile, barrier);
  const unsigned first = chip ? 0 : who.tile;
  const unsigned last = chip ? tiles : who.tile + 1;
  for (unsigned tile = first; tile < last; ++tile) {
    const uint16_t left =
        uint16_t(barrier.queues & ~at.arrived[chip ? tile : 0]);
    for (unsigned queue = 0; queue < queuePorts; ++queue)
      if (left >> queue & 1)
        result.push_back({tile, queue});
  }
  return result;
}

} // namespace alcyone::isa
