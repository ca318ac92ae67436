// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the modules of one chip share: its description, its memories, how long
// engines take, the launch under way, the trace, and each other (bound by the
// top module).
#pragma once

#include "isa/chips/Chip.h"
#include "isa/machine/Launch.h"
#include "isa/semantics/MemoryMap.h"
#include "sim/host/HostRegisters.h"
#include "sim/kernel/Timekeeper.h"
#include "sim/tile/ttu/TtuTiming.h"
#include "sim/tile/tvp/TvpTiming.h"
#include "sim/trace/Trace.h"

#include <cstdint>
#include <string>
#include <vector>

namespace alcyone::sim {

class BarrierUnit;
class CommandProcessor;
class Fabric;
class Hbm;
class L2;
class Network;
class Tile;

struct Platform {
  /// Within a kernel's scope: it holds a module.
  explicit Platform(const isa::Chip &chip) : chip(chip), memory(this->chip) {}

  const isa::Chip chip;
  isa::MemoryMap memory;
  // Tiles do alike, and what has been found for one is kept for all.
  const TtuTiming ttuTiming{chip};
  const TvpTiming tvpTiming{chip};
  Timekeeper timekeeper{"timekeeper"};
  Trace trace;

  // The launch under way.
  const isa::LaunchRequest *request = nullptr;
  uint64_t instructionsLeft = 0;
  Cycle cycleLimit = 0;
  isa::LaunchEnd end = isa::LaunchEnd::Done;
  std::string message;
  HostRegisters host;

  // Bound by the top module.
  Network *network = nullptr;
  Hbm *hbm = nullptr;
  Fabric *fabric = nullptr;
  BarrierUnit *barriers = nullptr;
  CommandProcessor *commandProcessor = nullptr;
  std::vector<L2 *> l2;      ///< by cluster
  std::vector<Tile *> tiles; ///< by global number

  /// Ends the launch; the first end counts.
  void finish(isa::LaunchEnd how, std::string why) {
    if (timekeeper.isStopped())
      return;
    end = how;
    message = std::move(why);
    timekeeper.stop();
  }
  /// The same for a fault.
  void finish(const FaultPlace &place, std::string why) {
    if (!timekeeper.isStopped())
      host.place = place;
    finish(isa::LaunchEnd::Faulted, std::move(why));
  }
};

} // namespace alcyone::sim
