// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cluster's L2 in time: one port of l2.bytes_per_cycle and a latency.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/noc/Flight.h"

namespace alcyone::sim {

class L2 {
public:
  explicit L2(const isa::Chip &chip)
      : latency(chip.l2.latencyCycles), port(double(chip.l2.bytesPerCycle)) {}

  /// Requests from arrivals.head to arrivals.tail; `occupied` >= bytes is what
  /// passes the port.
  Flight access(Flight arrivals, uint64_t bytes, uint64_t occupied,
                bool isWrite) {
    (isWrite ? bytesWritten : bytesRead) += bytes;
    return pass(port, arrivals, occupied, latency);
  }

  double busyCycles() const { return port.busyCycles(); }
  void reset() {
    port.reset();
    bytesRead = bytesWritten = 0;
  }

  uint64_t bytesRead = 0;
  uint64_t bytesWritten = 0;

private:
  uint64_t latency;
  Server port;
};

} // namespace alcyone::sim
