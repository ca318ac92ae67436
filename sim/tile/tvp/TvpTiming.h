// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long the vector processor takes for a vector instruction. Its lanes work
// on as many independent iterations at once as fit; the slowest of issue, the
// ports of the streams, the chain of a reduction and L1 sets the pace.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "sim/tile/EngineTime.h"
#include "sim/tile/l1/L1Banks.h"
#include "sim/tile/tvp/TvpIssue.h"
#include "sim/tile/tvp/TvpStreams.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

namespace alcyone::sim {

class TvpTiming {
public:
  /// `chip` is borrowed.
  explicit TvpTiming(const isa::Chip &chip)
      : chip(chip), issue(chip.tvp.crosslaneCycles) {}

  /// Precondition: the instruction and its program are legal, and `banks` are
  /// always the same.
  EngineTime of(const isa::Vector &inst, std::span<const uint32_t> program,
                const L1Banks &banks) const;

private:
  class Estimate;
  EngineTime compute(const isa::Vector &inst, std::span<const uint32_t> program,
                     const L1Banks &banks) const;

  const isa::Chip &chip;
  TvpIssue issue;
  /// Programs repeat themselves; computing costs more than a small vector.
  mutable std::unordered_map<std::string, EngineTime> known;
  mutable std::string key; ///< scratch of of()
};

} // namespace alcyone::sim
