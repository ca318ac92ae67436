// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All HBM channels of the chip.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/hbm/HbmChannel.h"
#include "sim/trace/Trace.h"

#include <systemc>

#include <vector>

namespace alcyone::sim {

class Hbm : public sc_core::sc_module {
public:
  Hbm(sc_core::sc_module_name name, const isa::Chip &chip, Trace &trace);

  /// Serves `bytes` at HBM byte `offset`, all in one interleave block, that
  /// arrive at the channel at `arrival`; calls are in order of arrival. Returns
  /// when the data bus carries them.
  Server::Booking access(Cycle present, Cycle arrival, uint64_t offset,
                         uint64_t bytes, uint64_t busBytes, bool isWrite,
                         uint32_t tag);

  /// What a piece of `bytes` at `offset` occupies: whole bursts.
  uint64_t burstBytes(uint64_t offset, uint64_t bytes) const;

  const HbmInterleave interleave;
  std::vector<HbmChannel> channels;
  void reset();

private:
  Trace &trace;
  uint64_t burst;
};

} // namespace alcyone::sim
