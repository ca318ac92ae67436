// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/sync/BarrierUnit.h"

#include "isa/machine/EngineQueue.h"
#include "sim/cluster/Fabric.h"
#include "sim/noc/Network.h"
#include "sim/tile/Tile.h"

namespace alcyone::sim {
namespace {

uint32_t pack(isa::QueueRef who) {
  return who.tile * isa::queuePorts + who.queue;
}
isa::QueueRef unpack(uint32_t packed) {
  return {packed / isa::queuePorts, packed % isa::queuePorts};
}

} // namespace

BarrierUnit::BarrierUnit(sc_core::sc_module_name name, Platform &platform)
    : TimedModule(name, platform.timekeeper), platform(platform),
      barriers(unsigned(platform.chip.tileCount()),
               isa::queueMask(platform.chip)) {}

Cycle BarrierUnit::wayToCluster0(unsigned tile) const {
  return platform.network->controlCycles(platform.fabric->nodeOfTile(tile), 0);
}

void BarrierUnit::arrive(isa::QueueRef who) {
  const isa::Barrier &barrier =
      platform.tiles[who.tile]->headAs<isa::Barrier>(who.queue);
  if (barrier.scope == isa::Scope::Chip)
    at(now() + wayToCluster0(who.tile), Arrive, pack(who));
  else
    count(who);
}

void BarrierUnit::act(uint32_t action, uint32_t operand) {
  const isa::QueueRef who = unpack(operand);
  if (action == Arrive)
    return count(who);
  platform.tiles[who.tile]->engine(who.queue).release();
}

void BarrierUnit::count(isa::QueueRef who) {
  Tile &tile = *platform.tiles[who.tile];
  const isa::Barrier barrier = tile.headAs<isa::Barrier>(who.queue);
  isa::Fault fault;
  const std::vector<isa::QueueRef> released =
      barriers.arrive(who, barrier, fault);
  if (fault)
    return tile.engineFault(who.queue, fault);
  for (isa::QueueRef other : released)
    at(now() +
           (barrier.scope == isa::Scope::Chip ? wayToCluster0(other.tile) : 0),
       Release, pack(other));
}

void BarrierUnit::reset() { barriers.reset(); }

} // namespace alcyone::sim
