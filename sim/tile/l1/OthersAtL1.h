// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Users that come before an engine at the banks of L1, cycle by cycle. How many
// lines they take is known, and which ones is not: each stream of them goes on
// line by line from a place that is taken to be anywhere.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/tile/l1/L1Banks.h"
#include "sim/tile/l1/L1Port.h"

namespace alcyone::sim {

inline constexpr unsigned wholeL1 = 64;

/// Users with precedence at the banks.
struct OthersAtL1 {
  unsigned vectors = 0;  ///< the vector processor's share, of wholeL1
  unsigned channels = 0; ///< of the DMA, at work
};

class OtherLines {
public:
  /// `chip` and `l1` are borrowed.
  OtherLines(const isa::Chip &chip, const L1Banks &l1, const OthersAtL1 &others)
      : chip(chip), l1(l1), others(others) {}

  /// Takes what they take in cycle `now`; to be called in every cycle.
  void take(L1Cycle &banks, Cycle now);

private:
  void takeRun(L1Cycle &banks, uint64_t stream, uint64_t number,
               unsigned lines);

  const isa::Chip &chip;
  const L1Banks &l1;
  const OthersAtL1 others;
  unsigned owed = 0;    ///< lines to the vector processor, times wholeL1
  uint64_t vectors = 0; ///< that it has moved
  bool writes = false;
  unsigned left = 0; ///< lines that they may still take in this cycle
};

} // namespace alcyone::sim
