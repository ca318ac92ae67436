// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long the vector processor takes for a vector instruction. Its lanes work
// on as many independent iterations at once as fit; the slowest of issue, the
// special-function unit, the streams, the chain of a reduction and L1 sets the
// pace.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"
#include "sim/tile/EngineTime.h"
#include "sim/tile/l1/L1Banks.h"

#include <array>
#include <cstdint>
#include <span>

namespace alcyone::sim {

/// What one section of a micro-program asks of the unit when it runs once.
struct TvpSection {
  unsigned operations = 0;          ///< micro-instructions
  unsigned special = 0;             ///< of them, for the special-function unit
  unsigned crossLane = 0;           ///< of them, across the lanes
  std::array<bool, 4> reads{};      ///< input streams
  std::array<unsigned, 2> stores{}; ///< to the output streams
};

/// The loop nest of a vector instruction as counts.
struct TvpNest {
  uint64_t outer = 0;   ///< independent iterations: runs of before and after
  uint64_t chained = 0; ///< runs of body in each, one after the other
  uint64_t vectors = 0; ///< vectors of 16 lanes that l takes

  explicit TvpNest(const isa::Vector &inst);
};

class TvpTiming {
public:
  /// `chip` is borrowed.
  explicit TvpTiming(const isa::Chip &chip) : chip(chip) {}

  /// Precondition: the instruction and its program are legal.
  EngineTime of(const isa::Vector &inst, std::span<const uint32_t> program,
                const L1Banks &banks) const;

private:
  struct Work;
  void addSection(const TvpSection &section, double runs, const TvpNest &nest,
                  Work &work) const;
  void addStreams(const isa::Vector &inst, const TvpSection &section,
                  double runs, bool singleLane, const TvpNest &nest,
                  const L1Banks &banks, Work &work) const;

  const isa::Chip &chip;
};

/// Decodes `length` words. Precondition: they are legal.
TvpSection analyseSection(std::span<const uint32_t> words);

} // namespace alcyone::sim
