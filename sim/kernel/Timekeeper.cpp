// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/kernel/Timekeeper.h"

#include "sim/kernel/TimedModule.h"

namespace alcyone::sim {

// Some milliseconds of the host.
static constexpr uint64_t actionsBetweenLooks = 1 << 14;

Timekeeper::Timekeeper(sc_core::sc_module_name name) : sc_module(name) {
  SC_METHOD(wake);
  sensitive << due;
  dont_initialize();
}

void Timekeeper::beginLaunch(const std::atomic<bool> *toCancel) {
  agenda.clear();
  due.cancel();
  origin = sc_core::sc_time_stamp().value();
  present = 0;
  stopped = cancelled = false;
  cancel = toCancel;
  acted = 0;
  error = nullptr;
}

void Timekeeper::run() {
  if (agenda.empty())
    return;
  due.notify(sc_core::sc_time::from_value(agenda.earliest()));
  sc_core::sc_start();
  if (error)
    std::rethrow_exception(error);
}

// Nothing may be thrown through the kernel.
void Timekeeper::wake() {
  present = sc_core::sc_time_stamp().value() - origin;
  try {
    actAll();
  } catch (...) {
    error = std::current_exception();
    stop();
  }
  if (!stopped && !agenda.empty())
    due.notify(sc_core::sc_time::from_value(agenda.earliest() - present));
}

void Timekeeper::actAll() {
  Action next;
  while (!stopped && agenda.next(present, next)) {
    next.module->act(next.action, next.operand);
    if (++acted % actionsBetweenLooks == 0 && cancel && *cancel) {
      cancelled = true;
      stop();
    }
  }
}

} // namespace alcyone::sim
