// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all modules of a chip share about the launch under way: when it began,
// and whether it has been stopped early.
#pragma once

#include "sim/kernel/Server.h"

#include <systemc>

#include <exception>

namespace alcyone::sim {

struct LaunchState {
  uint64_t origin = 0;      ///< kernel time at which the launch began
  bool stopped = false;     ///< no module acts any more
  std::exception_ptr error; ///< what a module threw

  /// Cycles since the launch began. The kernel's time unit is one cycle.
  Cycle now() const { return sc_core::sc_time_stamp().value() - origin; }

  /// Ends the simulation after the present action. Only from within an action.
  void stop() {
    stopped = true;
    sc_core::sc_pause();
  }
};

} // namespace alcyone::sim
