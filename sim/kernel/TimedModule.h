// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A SystemC module whose behaviour is a list of actions due at chip cycles. One
// SC_METHOD wakes it when the earliest is due; nothing runs in between. Actions
// of the same cycle run in the order in which they were asked for.
#pragma once

#include "sim/kernel/LaunchState.h"

#include <systemc>

#include <vector>

namespace alcyone::sim {

class TimedModule : public sc_core::sc_module {
public:
  TimedModule(sc_core::sc_module_name name, LaunchState &launch);

  Cycle now() const { return launch.now(); }

  /// Forgets everything that is due.
  void forget();

protected:
  /// Calls act(action, operand) at `when`, which is now or later.
  void at(Cycle when, uint32_t action, uint32_t operand = 0);

  virtual void act(uint32_t action, uint32_t operand) = 0;

private:
  struct Due {
    Cycle when;
    uint64_t order;
    uint32_t action;
    uint32_t operand;
    bool operator>(const Due &other) const {
      return when != other.when ? when > other.when : order > other.order;
    }
  };

  void wake();
  void actAll();
  void notifyNext();

  LaunchState &launch;
  std::vector<Due> agenda; ///< heap, earliest first
  uint64_t ordered = 0;
  bool isAwake = false;
  sc_core::sc_event due;
};

} // namespace alcyone::sim
