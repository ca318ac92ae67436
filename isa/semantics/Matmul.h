// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `matmul` computes, bit for bit (docs/numerics.md).
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/semantics/StagedWrites.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <vector>

namespace alcyone::isa {

// What the instruction reports instead of running, for an L1 of `l1Bytes`:
// IllegalInstruction (a size of 0, a format or combination that does not exist,
// rows of C that overlap, a C that overlaps A or B), then Misaligned, then
// AddressOutOfRange.
Fault checkMatmul(const Matmul &inst, uint64_t l1Bytes);

// Precondition: checkMatmul found nothing.
void matmul(const Matmul &inst, uint8_t *l1);

// The same, into rows at `c`, `cStrideBytes` apart, instead of into L1; an
// accumulating matmul still reads C from L1. `c` lies outside of `l1`.
void matmulInto(const Matmul &inst, const uint8_t *l1, uint8_t *c,
                uint64_t cStrideBytes);

// What it writes, contiguous rows merged, in ascending order.
std::vector<ByteRange> outputRanges(const Matmul &inst);

// Operands read now, results written by commit(). Same precondition.
StagedWrites stageMatmul(const Matmul &inst, const uint8_t *l1);

} // namespace alcyone::isa
