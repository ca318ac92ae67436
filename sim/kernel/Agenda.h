// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Actions of a chip's modules in order of time, first come first served within
// a cycle. A wheel holds those of the next cycles, a heap the ones further
// away. No SystemC here; cost is per action, not per cycle.
#pragma once

#include "sim/kernel/Server.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace alcyone::sim {

class TimedModule;

/// What is to be done: act(action, operand) of a module.
struct Action {
  TimedModule *module = nullptr;
  uint32_t action = 0;
  uint32_t operand = 0;
};

class Agenda {
public:
  Agenda() : wheel(span) {}

  /// `when` is not before the time of the last next().
  void add(Cycle when, Action action);
  bool empty() const { return count == 0; }
  /// When the earliest action is due. Precondition: !empty().
  Cycle earliest();
  /// The next action due at `when`, which is earliest(); false when there is no
  /// further one. Actions added for `when` meanwhile are included.
  bool next(Cycle when, Action &action);
  void clear();

private:
  static constexpr uint64_t span = 1024; ///< cycles, a power of two
  static constexpr uint64_t wordBits = 64;

  struct Bucket {
    std::vector<Action> actions;
    size_t taken = 0;
  };
  struct Far {
    Cycle when;
    uint64_t order;
    Action action;
    bool operator>(const Far &other) const {
      return when != other.when ? when > other.when : order > other.order;
    }
  };

  void put(Cycle when, Action action);
  void bringNear();

  std::vector<Bucket> wheel;                    ///< by cycle modulo span
  std::array<uint64_t, span / wordBits> used{}; ///< buckets with actions
  std::vector<Far> far;                         ///< heap, earliest first
  uint64_t ordered = 0;
  Cycle base = 0; ///< the wheel holds [base, base + span)
  size_t count = 0;
};

} // namespace alcyone::sim
