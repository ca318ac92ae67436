// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one launch cost. Filled by every backend that runs a chip model, read by
// the runtime and the tools. A value that needs a clock is absent (not zero)
// where the backend has none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace alcyone::isa {

// One named number of a model: `name` is dotted ("tile3.ttu.busy_cycles").
struct Statistic {
  std::string name;
  std::string unit;
  std::string description;
  double value = 0;
};

// Share of the run, 0..1, that the units of one kind were at work, averaged
// over the chip. `engine` is "tcp", "ttu", "tvp", "tdma" or "cdma".
struct EngineShare {
  std::string engine;
  std::optional<double> busyShare;
  uint64_t instructions = 0;
};

struct RunStatistics {
  std::optional<uint64_t> cycles;          // chip clock, launch to done
  std::optional<double> seconds;           // simulated
  double wallSeconds = 0;                  // of the host
  std::optional<double> tensorPeakShare;   // 0..1 of all TTUs' peak
  std::optional<double> hbmBandwidthShare; // 0..1 of the HBM's peak
  std::vector<EngineShare> engines;        // in this order; no cdma: none there
  std::vector<Statistic> details;          // everything else, model's order
};

} // namespace alcyone::isa
