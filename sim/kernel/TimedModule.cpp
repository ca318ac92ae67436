// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/kernel/TimedModule.h"

#include <algorithm>
#include <functional>

namespace alcyone::sim {

TimedModule::TimedModule(sc_core::sc_module_name name, LaunchState &launch)
    : sc_module(name), launch(launch) {
  sc_core::sc_spawn_options options;
  options.spawn_method();
  options.dont_initialize();
  options.set_sensitivity(&due);
  sc_core::sc_spawn([this] { wake(); }, "wake", &options);
  agenda.reserve(64);
}

void TimedModule::at(Cycle when, uint32_t action, uint32_t operand) {
  const bool earliest = agenda.empty() || when < agenda.front().when;
  agenda.push_back({when, ordered++, action, operand});
  std::push_heap(agenda.begin(), agenda.end(), std::greater<>());
  if (earliest && !isAwake)
    notifyNext();
}

// A later notification that is still pending is overridden by the kernel.
void TimedModule::notifyNext() {
  due.notify(sc_core::sc_time::from_value(agenda.front().when - now()));
}

// Nothing may be thrown through the kernel.
void TimedModule::wake() {
  isAwake = true;
  try {
    actAll();
  } catch (...) {
    launch.error = std::current_exception();
    launch.stop();
  }
  isAwake = false;
  if (!agenda.empty() && !launch.stopped)
    notifyNext();
}

void TimedModule::actAll() {
  const Cycle present = now();
  while (!launch.stopped && !agenda.empty() && agenda.front().when <= present) {
    std::pop_heap(agenda.begin(), agenda.end(), std::greater<>());
    const Due next = agenda.back();
    agenda.pop_back();
    act(next.action, next.operand);
  }
}

void TimedModule::forget() {
  agenda.clear();
  due.cancel();
}

} // namespace alcyone::sim
