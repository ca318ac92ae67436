// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/host/CommandProcessor.h"

#include "sim/cluster/Fabric.h"
#include "sim/host/LaunchCycles.h"
#include "sim/noc/Network.h"
#include "sim/tile/Tile.h"

#include <cmath>

namespace alcyone::sim {

// Entry and arguments come from the host; the image has been loaded before.
Cycle launchCycles(const isa::Chip &chip, const isa::LaunchRequest &request) {
  uint64_t bytes = request.arguments.size_bytes();
  const double fromHost = double(sizeof request.entry + bytes) *
                          double(chip.clockHz) / chip.host.bytesPerSecond;
  for (const isa::TcmSegment &segment : request.segments)
    bytes += segment.bytes.size();
  return Cycle(std::ceil(fromHost)) + chip.host.launchCycles +
         chip.noc.injectCycles +
         (bytes + chip.noc.linkBytesPerCycle - 1) / chip.noc.linkBytesPerCycle;
}

CommandProcessor::CommandProcessor(sc_core::sc_module_name name,
                                   Platform &platform)
    : TimedModule(name, platform.timekeeper), platform(platform) {}

void CommandProcessor::launch() {
  const isa::Chip &chip = platform.chip;
  const Cycle sent = sim::launchCycles(chip, *platform.request);
  started = sent;
  for (Tile *tile : platform.tiles) {
    const unsigned node = platform.fabric->nodeOfTile(tile->number);
    const Cycle way = platform.network->mesh.hops(0, node) * chip.noc.hopCycles;
    tile->tcp.start(platform.request->entry, sent + way);
  }
  if (platform.trace.isOn())
    platform.trace.hostSlice("launch", 0, sent);
}

void CommandProcessor::tileDone(unsigned tile, Cycle when) {
  constexpr Cycle statusCycles = 1;
  at(when + statusCycles +
         platform.network->controlCycles(platform.fabric->nodeOfTile(tile), 0),
     TileDone);
}

void CommandProcessor::act(uint32_t, uint32_t) {
  ++tilesDone;
  done = now();
}

void CommandProcessor::reset() {
  tilesDone = 0;
  started = done = 0;
}

} // namespace alcyone::sim
