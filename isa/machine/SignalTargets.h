// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which tiles a signal reaches.
#pragma once

#include "isa/generated/Instructions.h"

namespace alcyone::isa {

/// Tiles first, first + stride, ...; `count` of them.
struct TileRange {
  unsigned first = 0;
  unsigned count = 1;
  unsigned stride = 1;

  bool contains(unsigned tile) const {
    return tile >= first && (tile - first) % stride == 0 &&
           (tile - first) / stride < count;
  }
};

/// The tiles that `target` of an instruction on tile `from` stands for, on a
/// chip of `tileCount` tiles. The instruction is legal.
TileRange signalTargets(const Instruction &instruction, uint16_t target,
                        unsigned from, unsigned tileCount);

/// True if the instruction, on tile `from`, signals `semaphore` of `tile`.
bool signals(const Instruction &instruction, unsigned from, unsigned tile,
             unsigned tileCount, unsigned semaphore);

} // namespace alcyone::isa
