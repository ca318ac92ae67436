// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A SystemC module whose behaviour is a list of actions due at chip cycles.
// Nothing runs in between. Actions of the same cycle, of all modules, run in
// the order in which they were asked for.
#pragma once

#include "sim/kernel/Timekeeper.h"

#include <systemc>

namespace alcyone::sim {

class TimedModule : public sc_core::sc_module {
public:
  TimedModule(sc_core::sc_module_name name, Timekeeper &timekeeper)
      : sc_module(name), timekeeper(timekeeper) {}

  Cycle now() const { return timekeeper.now(); }

  virtual void act(uint32_t action, uint32_t operand) = 0;

protected:
  /// Calls act(action, operand) at `when`, which is now or later.
  void at(Cycle when, uint32_t action, uint32_t operand = 0) {
    timekeeper.schedule(when, {this, action, operand});
  }

private:
  Timekeeper &timekeeper;
};

} // namespace alcyone::sim
