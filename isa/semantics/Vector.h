// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `vector` computes, bit for bit (docs/numerics.md). `program` is the
// micro-program: setup, before, body and after, one after another, as fetched
// from inst.program.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/semantics/StagedWrites.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <span>
#include <vector>

namespace alcyone::isa {

// Lanes of a vector: fixed by the ISA, whatever a chip's unit is wide.
inline constexpr unsigned vectorLanes = 16;

// Words of the micro-program (4 bytes each).
unsigned programLength(const Vector &inst);

// What the instruction reports instead of running: IllegalInstruction (value:
// the micro-instruction) for a word that does not decode, a stream without a
// format, a store in setup or more than maxInstructionElements; then, stream by
// stream, Misaligned and AddressOutOfRange for any element that the nest would
// touch.
Fault checkVector(const Vector &inst, uint64_t l1Bytes,
                  std::span<const uint32_t> program);

// Checks, then runs. On a fault nothing is written.
Fault vector(const Vector &inst, uint8_t *l1, uint64_t l1Bytes,
             std::span<const uint32_t> program);

// What it writes, adjacent elements merged. Precondition: checkVector found
// nothing.
std::vector<ByteRange> outputRanges(const Vector &inst,
                                    std::span<const uint32_t> program);

// Operands read now, results written by commit(). L1 is as before afterwards.
// Precondition: checkVector found nothing.
StagedWrites stageVector(const Vector &inst, uint8_t *l1, uint64_t l1Bytes,
                         std::span<const uint32_t> program);

} // namespace alcyone::isa
