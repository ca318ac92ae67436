// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long the vector processor needs to issue micro-instructions, one a cycle,
// if their streams are there. A reduction over the lanes holds the issue for
// tvp.crosslane_cycles; a special function holds its run until it is computed.
// Runs of body that do not depend on each other go two at a time, so that one
// goes on while the other one waits (rtl/tvp/alc_tvp_issue.sv).
#pragma once

#include "isa/generated/MicroInstructions.h"
#include "isa/semantics/VectorProgram.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

namespace alcyone::sim {

/// What a run waits for.
struct TvpRun {
  uint64_t specialCycles; ///< of a special function
  double readCycles;      ///< from its vectors to those of the next run
};

class TvpIssue {
public:
  explicit TvpIssue(uint64_t crossLaneCycles)
      : crossLaneCycles(crossLaneCycles) {}

  using Code = std::span<const isa::MicroInstruction>;

  /// Cycles of a run that no other one overlaps. A special function takes
  /// `specialCycles`.
  uint64_t alone(Code code, uint64_t specialCycles) const;
  /// Cycles of `runs` of them, two at a time. Of many, the first are followed
  /// cycle by cycle, and the others take the pace of the last of these.
  double inPairs(Code code, TvpRun run, double runs) const;

private:
  struct Pace {
    double first;   ///< cycles of the runs that are followed
    double another; ///< cycles of each one after them
  };

  uint64_t crossLaneCycles;
  /// By the units of the code and the TvpRun: programs repeat themselves.
  mutable std::unordered_map<std::string, Pace> known;
};

/// True if runs of body go two at a time: nothing but sums, registers that one
/// micro-instruction alone reads and writes, leads from one to the next
/// (rtl/tvp/alc_tvp_dependence.sv). Streams may still keep them apart.
bool bodyRunsInPairs(const isa::VectorProgram &program, bool laneReduce);

} // namespace alcyone::sim
