// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What keeps the runs of a vector instruction apart.
#pragma once

#include "isa/semantics/VectorProgram.h"

namespace alcyone::sim {

/// True if every read has to wait for the writes before it, because an output
/// overlaps an input that is not replaced element by element
/// (rtl/tvp/alc_tvp_check.sv).
bool readsWaitForWrites(const isa::Vector &inst,
                        const isa::VectorProgram &program);

/// True if runs of body go two at a time: nothing but sums, registers that one
/// micro-instruction alone reads and writes, leads from one to the next
/// (rtl/tvp/alc_tvp_dependence.sv). Streams may still keep them apart.
bool bodyRunsInPairs(const isa::VectorProgram &program, bool laneReduce);

} // namespace alcyone::sim
