// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A resource like a Server, whose bookings may also fill gaps that earlier ones
// have left: what a controller that reorders achieves. Kept as busy intervals
// in 1/1024 of a cycle.
#pragma once

#include "sim/kernel/Server.h"

#include <vector>

namespace alcyone::sim {

class Calendar {
public:
  explicit Calendar(double unitsPerCycle)
      : rate(Server::ticksRate(unitsPerCycle)) {}

  /// Books `units` in one go, in the first gap that begins no earlier than
  /// `from` or leaves enough room behind it. No later call has a `present`
  /// before this one's, or a `from` before its `present`.
  Server::Booking book(Cycle present, Cycle from, uint64_t units);

  /// Nothing is booked in [start, end): a stretch behind all that are blocked
  /// or booked already.
  void block(Cycle start, Cycle end);

  double busyCycles() const { return double(busy) / double(Server::scale); }
  void reset() {
    intervals.clear();
    busy = 0;
  }

private:
  struct Interval {
    uint64_t start;
    uint64_t end;
  };

  uint64_t rate;
  std::vector<Interval> intervals; ///< ascending, apart from each other
  uint64_t busy = 0;
};

} // namespace alcyone::sim
