// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command processor: starts a launch and learns that it is done. It sits at
// cluster 0. A launch takes host.launch_cycles, then the image and the argument
// table go to all tiles at once at the speed of a NoC link; a tile starts when
// they have arrived. A tile that is done has that in its status a cycle later,
// and says so over the control plane.
#pragma once

#include "sim/Platform.h"
#include "sim/kernel/TimedModule.h"

namespace alcyone::sim {

class CommandProcessor : public TimedModule {
public:
  CommandProcessor(sc_core::sc_module_name name, Platform &platform);

  /// Starts all tiles; their control memories are loaded. At cycle 0.
  void launch();
  /// Its processor has halted and its queues are empty, from `when` on.
  void tileDone(unsigned tile, Cycle when);

  bool allDone() const { return tilesDone == platform.chip.tileCount(); }
  /// Cycles until the first tile started, and until all were known to be done.
  Cycle launchCycles() const { return started; }
  Cycle doneCycle() const { return done; }
  void reset();

private:
  enum Action : uint32_t { TileDone };
  void act(uint32_t action, uint32_t operand) override;

  Platform &platform;
  unsigned tilesDone = 0;
  Cycle started = 0;
  Cycle done = 0;
};

} // namespace alcyone::sim
