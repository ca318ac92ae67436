// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A resource that serves one request after another at a fixed rate, known only
// by when it is free next: a link, a port, a data bus. Rates and bookings are
// kept in 1/1024 of a cycle, so that a rate that does not divide the request is
// not rounded up at every request.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace alcyone::sim {

/// Chip cycles since the launch began.
using Cycle = uint64_t;

class Server {
public:
  /// When a booking was served: its first and last unit.
  struct Booking {
    Cycle start = 0; ///< cycle in which the first unit passes
    Cycle end = 0;   ///< cycle after the one in which the last unit passes
    Cycle whole = 0; ///< `end` rounded down: [start, whole) never overlap
  };

  /// Ticks in a cycle.
  static constexpr uint64_t scale = 1024;
  /// Units in `scale` cycles, and the ticks that units take at such a rate.
  static uint64_t ticksRate(double unitsPerCycle) {
    return std::max<uint64_t>(1, std::llround(unitsPerCycle * scale));
  }
  static uint64_t ticksFor(uint64_t units, uint64_t rate) {
    return (units * scale * scale + rate - 1) / rate;
  }

  Server() = default;
  explicit Server(double unitsPerCycle) : rate(ticksRate(unitsPerCycle)) {}

  /// Books `units`, beginning no earlier than `from`.
  Booking book(Cycle from, uint64_t units) {
    const uint64_t start = std::max(from * scale, next);
    const uint64_t ticks = ticksFor(units, rate);
    next = start + ticks;
    busy += ticks;
    return {start / scale, freeAt(), next / scale};
  }

  Cycle freeAt() const { return (next + scale - 1) / scale; }
  double busyCycles() const { return double(busy) / double(scale); }
  void reset() { next = busy = 0; }

private:
  uint64_t rate = scale; ///< units in 1024 cycles
  uint64_t next = 0;     ///< ticks
  uint64_t busy = 0;     ///< ticks
};

} // namespace alcyone::sim
