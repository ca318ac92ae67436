// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/sync/SignalUnit.h"

#include "isa/machine/Reports.h"
#include "isa/machine/SignalTargets.h"
#include "sim/cluster/Fabric.h"
#include "sim/noc/Network.h"
#include "sim/tile/Tile.h"

namespace alcyone::sim {

SignalUnit::SignalUnit(sc_core::sc_module_name name, Platform &platform,
                       Tile &tile)
    : TimedModule(name, platform.timekeeper), platform(platform), tile(tile) {}

void SignalUnit::receive(Cycle when, unsigned semaphore, unsigned amount,
                         const Signaller &from) {
  if (freeSlots.empty()) {
    freeSlots.push_back(uint32_t(signals.size()));
    signals.emplace_back();
  }
  const uint32_t slot = freeSlots.back();
  freeSlots.pop_back();
  signals[slot] = {semaphore, amount, from};
  at(when, 0, slot);
}

void SignalUnit::act(uint32_t, uint32_t slot) {
  const Signal &signal = signals[slot];
  freeSlots.push_back(slot);
  ++count;
  if (isa::Fault fault =
          tile.semaphores.signal(signal.semaphore, signal.amount))
    return platform.finish(
        {fault, signal.from.tile, signal.from.queue,
         isa::header(signal.from.entry.instruction).tag,
         platform.tiles[signal.from.tile]->tcp.waitingFor().pc},
        isa::engineFaultReport(signal.from.tile, signal.from.queue, fault,
                               signal.from.entry, platform.request->locations));
  tile.semaphoresChanged();
}

void SignalUnit::reset() {
  freeSlots.clear();
  signals.clear();
  given.reset();
  count = 0;
}

static void sendTo(Platform &platform, const Signaller &from, Cycle base,
                   unsigned semaphore, unsigned amount, uint16_t target) {
  auto sendOne = [&](unsigned tile) {
    const Cycle way = tile == from.tile
                          ? 0
                          : platform.network->controlCycles(
                                platform.fabric->nodeOfTile(from.tile),
                                platform.fabric->nodeOfTile(tile));
    platform.tiles[tile]->signals.receive(base + way, semaphore, amount, from);
  };
  const isa::TileRange targets =
      isa::signalTargets(from.entry.instruction, target, from.tile,
                         unsigned(platform.tiles.size()));
  for (unsigned i = 0; i < targets.count; ++i)
    sendOne(targets.first + i * targets.stride);
}

Cycle sendSignals(Platform &platform, const Signaller &from, Cycle now) {
  const Cycle base = platform.tiles[from.tile]->signals.give(
      now + platform.chip.semaphore.signalCycles);
  const isa::Header &h = isa::header(from.entry.instruction);
  if (h.signal0Count)
    sendTo(platform, from, base, h.signal0Sem, h.signal0Count, h.signal0Target);
  if (h.signal1Count)
    sendTo(platform, from, base, h.signal1Sem, h.signal1Count, h.signal1Target);
  return base;
}

} // namespace alcyone::sim
