// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A matmul at the ports of L1, cycle by cycle, as rtl/ttu runs it: words of A
// and B, rows of C, what they wait for at the banks, and what the array waits
// for then. A long one is followed for a while, and goes on like that.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "sim/kernel/Server.h"
#include "sim/tile/l1/OthersAtL1.h"

namespace alcyone::sim {

/// Cycles from the first request to the last write, both included, with
/// `others` at work.
/// Precondition: the instruction is legal.
Cycle matmulCycles(const isa::Matmul &inst, const isa::Chip &chip,
                   const L1Banks &banks, const OthersAtL1 &others);

} // namespace alcyone::sim
