// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between the vector processor's loop nest (Vector*.cpp) and the SIMD paths of
// its loops over lanes.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"

#include <cstdint>

namespace alcyone::isa {

// One micro-instruction over `lanes` lanes, a multiple of 16. `rd` may be one
// of the sources. What the form does not use is ignored.
using LaneLoop = void(uint32_t *rd, const uint32_t *ra, const uint32_t *rb,
                      const uint32_t *rc, uint32_t imm, uint64_t lanes);

// `lanes` elements, `strideBytes` apart, of a stream: memory to registers and
// back.
using ReadElements = void(const uint8_t *from, int64_t strideBytes,
                          uint32_t *to, uint64_t lanes);
using WriteElements = void(const uint32_t *from, uint8_t *to,
                           int64_t strideBytes, uint64_t lanes);

// Never null, but for the op `store`, which is no loop over registers, and the
// format `none`.
using FindLaneLoop = LaneLoop *(MicroOp op);
using FindReadElements = ReadElements *(Format format, int64_t strideBytes);
using FindWriteElements = WriteElements *(Format format, int64_t strideBytes);

namespace portable {
FindLaneLoop laneLoop;
FindReadElements readElements;
FindWriteElements writeElements;
} // namespace portable
namespace avx2 {
FindLaneLoop laneLoop;
FindReadElements readElements;
FindWriteElements writeElements;
} // namespace avx2
namespace avx512 {
FindLaneLoop laneLoop;
FindReadElements readElements;
FindWriteElements writeElements;
} // namespace avx512

// Of the path in use.
LaneLoop *laneLoop(MicroOp op);
ReadElements *readElements(Format format, int64_t strideBytes);
WriteElements *writeElements(Format format, int64_t strideBytes);

} // namespace alcyone::isa
