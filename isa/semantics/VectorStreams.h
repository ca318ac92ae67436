// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The addresses that a `vector` touches, stream by stream.
#pragma once

#include "isa/semantics/VectorProgram.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace alcyone::isa {

enum Dimension : unsigned { D0, D1, R, L, dimensionCount };

using Wide = __int128; // sums of sizes and strides do not wrap

// A stream's element (i0, i1, i2, i3), each below its extent, is at base + sum
// of i[d] * stride[d]. Extent 1 where the program does not move along.
struct StreamUse {
  bool used = false;
  int64_t base = 0;
  unsigned bytes = 0; // of an element
  std::array<uint64_t, dimensionCount> extent{1, 1, 1, 1};
  std::array<int64_t, dimensionCount> stride{};

  Wide first() const; // lowest address
  Wide end() const;   // one past the highest byte
};

std::array<StreamUse, streamCount> streamUses(const Vector &inst,
                                              const VectorProgram &program);

// True if iterations may run in any order, or several at once, section by
// section: no iteration touches what another one writes.
bool iterationsAreIndependent(const Vector &inst, const VectorProgram &program,
                              const std::array<StreamUse, streamCount> &uses);

// The loop nest itself. The instruction has been checked.
void runVector(const Vector &inst, const VectorProgram &program, uint8_t *l1);

} // namespace alcyone::isa
