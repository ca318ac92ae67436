// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The issue of micro-instructions, one a cycle, cycle by cycle
// (rtl/tvp/alc_tvp_issue.sv). A run begins when its vectors are there. A
// reduction over the lanes holds the issue; a special function holds its run
// until it is computed. Runs of body that do not depend on each other go two at
// a time, so that one goes on while the other one waits.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/MicroInstructions.h"
#include "sim/tile/tvp/TvpNest.h"
#include "sim/tile/tvp/TvpPorts.h"

#include <array>
#include <optional>
#include <vector>

namespace alcyone::sim {

class TvpIssue {
public:
  /// All is borrowed.
  TvpIssue(const isa::Chip &chip, const TvpNest &nest, const isa::Vector &inst,
           const isa::VectorProgram &program, bool ordered, bool paired);

  /// `stored`: all that was issued before this cycle is in L1; `room`: for a
  /// store.
  void cycle(Cycle now, bool stored, bool room,
             std::array<TvpReadPort, 2> &readers, TvpWritePort &writer);

  bool isDone() const {
    return !walk.isValid() && !runs[0].walk && !runs[1].walk;
  }
  bool computes(Cycle now) const { return now <= computedAt; }

  Cycle firstIssue() const { return first; }
  Cycle lastIssue() const { return last; }
  /// Groups of iterations that are over, and runs of body of all.
  uint64_t groupsDone() const { return doneGroups; }
  uint64_t bodiesDone() const { return doneBodies; }
  const TvpWalk &next() const { return walk; }

private:
  struct Micro {
    isa::MicroUnit unit;
    std::optional<unsigned> stores; ///< the stream
  };
  struct Run {
    std::optional<TvpWalk> walk; ///< where it is; nothing if there is none
    size_t at = 0;               ///< of its micro-instructions
  };
  const Micro &micro(const Run &run) const {
    return code[run.walk->section()][run.at];
  }
  Cycle specialCycles(const Run &run) const;
  bool can(unsigned c, Cycle now, bool room,
           const std::array<TvpReadPort, 2> &readers) const;
  unsigned choose(bool older, bool younger, Cycle now) const;
  void issue(unsigned c, Cycle now, std::array<TvpReadPort, 2> &readers,
             TvpWritePort &writer);
  void end(unsigned c, std::array<TvpReadPort, 2> &readers);
  void load();

  const isa::Chip &chip;
  const isa::VectorProgram &program;
  const bool ordered, paired;
  const Cycle slotCycles; ///< of a vector, if the lanes are fewer than its own
  std::array<std::vector<Micro>, isa::sectionCount> code;
  TvpWalk walk; ///< the next run
  std::array<Run, 2> runs;
  unsigned older = 0;
  bool permitted = false;
  // Free from these cycles on.
  Cycle lanesFree = 0, specialFree = 0;
  unsigned owner = 0;       ///< of the special-function unit
  bool ownerShared = false; ///< both runs wait for it
  Cycle computedAt = 0;     ///< the last cycle of what has been issued
  Cycle first = 0, last = 0;
  uint64_t doneGroups = 0, doneBodies = 0;
};

} // namespace alcyone::sim
