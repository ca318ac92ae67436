// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long the tensor unit takes for a matmul: an output-stationary array of
// rows x cols cells, each adding up `depth` products a cycle. Output blocks
// follow each other without a bubble; a block's results drain while the next
// one streams.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "sim/tile/l1/L1Banks.h"
#include "sim/tile/ttu/TtuSchedule.h"

#include <map>
#include <vector>

namespace alcyone::sim {

struct TtuTime {
  Cycle fixed = 0;         ///< set-up, filling and emptying the pipeline
  Cycle streaming = 0;     ///< the array's own work between them
  double l1Cycles = 0;     ///< between them, as its ports get on at L1
  double l1Ideal = 0;      ///< L1 cycles for its lines, if spread evenly
  uint64_t l1Bytes = 0;    ///< read and written
  uint64_t operations = 0; ///< multiply-adds

  Cycle cycles() const;
  /// Of them, what uneven use of the banks costs.
  Cycle conflictCycles() const;
};

class TtuTiming {
public:
  /// `chip` is borrowed.
  explicit TtuTiming(const isa::Chip &chip) : chip(chip) {}

  /// Precondition: the instruction is legal.
  /// `others` have precedence at L1 meanwhile.
  TtuTime of(const isa::Matmul &inst, const L1Banks &banks,
             const OthersAtL1 &others = {}) const;

  /// Multiply-adds that the array does in a cycle at best.
  double peakPerCycle() const;

private:
  Cycle streamCycles(const isa::Matmul &inst) const;
  Cycle atL1(const isa::Matmul &inst, const L1Banks &banks,
             const OthersAtL1 &others) const;
  BankUse operands(const isa::Matmul &inst, const L1Banks &banks) const;

  const isa::Chip &chip;
  /// Programs repeat themselves: matmulCycles by what it depends on.
  mutable std::map<std::vector<uint64_t>, Cycle> known;
};

} // namespace alcyone::sim
