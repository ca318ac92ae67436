// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Wakes the modules of one chip. All share one agenda and one SC_METHOD, which
// the kernel runs in each cycle in which something is due: with a process and
// an event per module a launch took 1.6 times as long, nearly all of it in the
// kernel's queue of timed notifications.
#pragma once

#include "sim/kernel/Agenda.h"

#include <systemc>

#include <atomic>
#include <exception>

namespace alcyone::sim {

class Timekeeper : public sc_core::sc_module {
public:
  SC_HAS_PROCESS(Timekeeper);
  explicit Timekeeper(sc_core::sc_module_name name);

  /// Nothing is due, and cycles count from here on. `cancel`, which may be
  /// null, is looked at now and then and stops the simulation.
  void beginLaunch(const std::atomic<bool> *cancel);

  /// Simulates until nothing is due or stop() is called. Throws what an action
  /// threw.
  void run();

  /// Ends the simulation after the present action.
  void stop() { stopped = true; }
  bool isStopped() const { return stopped; }
  bool isCancelled() const { return cancelled; }

  /// Cycles since the launch began. The kernel's time unit is one cycle.
  Cycle now() const { return present; }

  void schedule(Cycle when, Action action) { agenda.add(when, action); }

private:
  void wake();
  void actAll();

  Agenda agenda;
  sc_core::sc_event due;
  uint64_t origin = 0; ///< kernel time at which the launch began
  Cycle present = 0;
  bool stopped = false;
  bool cancelled = false;
  const std::atomic<bool> *cancel = nullptr;
  uint64_t acted = 0; ///< actions of this launch
  std::exception_ptr error;
};

} // namespace alcyone::sim
