// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long an engine instruction takes and what it asks of L1: what the timing
// of the tensor unit and of the vector processor have in common.
#pragma once

#include "sim/kernel/Server.h"

#include <cstdint>

namespace alcyone::sim {

struct EngineTime {
  Cycle fixed = 0;         ///< set-up, filling and emptying the pipeline
  Cycle streaming = 0;     ///< the engine's own work between them
  double l1Cycles = 0;     ///< L1 cycles for its operands, conflicts included
  double l1Ideal = 0;      ///< the same without bank conflicts
  uint64_t l1Bytes = 0;    ///< read and written
  uint64_t operations = 0; ///< multiply-adds, or micro-instructions x lanes

  /// Duration when L1 gives `stretch` times slower than alone (>= 1).
  Cycle duration(double stretch) const;
  /// Share of L1's bandwidth that it takes while it streams, 0..1.
  double l1Demand() const;
  /// Of the duration, what uneven use of the banks alone costs.
  Cycle conflictCycles() const;
};

} // namespace alcyone::sim
