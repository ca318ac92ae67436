// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A vector instruction cycle by cycle, as rtl/tvp runs it: what its ports ask
// of the banks of L1, and what the issue waits for then. Of a long one some
// iterations are followed, and the others take as long as the last of these.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/semantics/VectorProgram.h"
#include "sim/tile/l1/OthersAtL1.h"

namespace alcyone::sim {

/// An instruction that takes no longer is followed to its end.
inline constexpr Cycle followedCycles = 448;

struct VectorCycles {
  Cycle cycles = 0;    ///< from the first walk to the end
  double lines = 0;    ///< of L1, read and written
  bool waited = false; ///< a line had to wait for others
};

/// With `others` at work; if `meets` is false no line waits for another one.
/// Precondition: the instruction is legal and has something to do.
VectorCycles vectorCycles(const isa::Vector &inst,
                          const isa::VectorProgram &program,
                          const isa::Chip &chip, const L1Banks &banks,
                          const OthersAtL1 &others, bool meets = true);

} // namespace alcyone::sim
