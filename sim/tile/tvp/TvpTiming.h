// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long the vector processor takes for a vector instruction, and what it
// asks of L1. Its lanes work on as many independent iterations at once as fit.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "sim/tile/l1/OthersAtL1.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

namespace alcyone::sim {

struct TvpTime {
  Cycle cycles = 0;        ///< from start to end
  Cycle own = 0;           ///< the same, if no line had to wait for another one
  uint64_t l1Bytes = 0;    ///< read and written
  double l1Share = 0;      ///< of L1's bandwidth meanwhile, 0..1
  uint64_t operations = 0; ///< micro-instructions x lanes
};

class TvpTiming {
public:
  /// `chip` is borrowed.
  explicit TvpTiming(const isa::Chip &chip) : chip(chip) {}

  /// With so many channels of the DMA at work, which come first at L1.
  /// Precondition: the instruction and its program are legal, and `banks` are
  /// always the same.
  const TvpTime &of(const isa::Vector &inst, std::span<const uint32_t> program,
                    const L1Banks &banks, unsigned channels = 0) const;

private:
  TvpTime compute(const isa::Vector &inst, std::span<const uint32_t> program,
                  const L1Banks &banks, unsigned channels) const;

  const isa::Chip &chip;
  /// Programs repeat themselves; computing costs more than a small vector.
  mutable std::unordered_map<std::string, TvpTime> known;
  mutable std::string key; ///< scratch of of()
};

} // namespace alcyone::sim
