// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/host/CommandProcessor.h"

#include "sim/cluster/Fabric.h"
#include "sim/noc/Network.h"
#include "sim/tile/Tile.h"

#include <cmath>

namespace alcyone::sim {

CommandProcessor::CommandProcessor(sc_core::sc_module_name name,
                                   Platform &platform)
    : TimedModule(name, platform.timekeeper), platform(platform) {}

void CommandProcessor::launch() {
  const isa::Chip &chip = platform.chip;
  uint64_t bytes = platform.request->arguments.size_bytes();
  // Entry and arguments come from the host; the image has been loaded before.
  const double fromHost = double(sizeof platform.request->entry + bytes) *
                          double(chip.clockHz) / chip.host.bytesPerSecond;
  for (const isa::TcmSegment &segment : platform.request->segments)
    bytes += segment.bytes.size();
  const Cycle sent =
      Cycle(std::ceil(fromHost)) + chip.host.launchCycles +
      chip.noc.injectCycles +
      (bytes + chip.noc.linkBytesPerCycle - 1) / chip.noc.linkBytesPerCycle;
  started = sent;
  for (Tile *tile : platform.tiles) {
    const unsigned node = platform.fabric->nodeOfTile(tile->number);
    const Cycle way = platform.network->mesh.hops(0, node) * chip.noc.hopCycles;
    tile->tcp.start(platform.request->entry, sent + way);
  }
  if (platform.trace.isOn())
    platform.trace.hostSlice("launch", 0, sent);
}

void CommandProcessor::tileDone(unsigned tile) {
  at(now() +
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
