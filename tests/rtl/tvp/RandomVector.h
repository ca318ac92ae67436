// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random vector instructions with their micro-programs, and contents of L1.
#pragma once

#include "Bench.h"
#include "runtime/random/Random.h"

namespace alcyone::tests {

using random::Random;

struct Shapes {
  unsigned mostLanes = 40;    // of the last dimension
  unsigned mostWords = 5;     // of a section
  bool isWild = false;        // any stride and base that is aligned
  bool isElementwise = false; // nothing leads from a vector to the next
  bool hasSums = false;       // nothing but sums does; with isElementwise
};

struct RandomVector {
  isa::Vector inst;
  Words words;
};

// Legal but for streams that may leave L1.
RandomVector randomVector(Random &random, const Shapes &shapes);

// A legal micro-instruction over few registers; a store only if it may.
uint32_t randomWord(Random &random, bool mayStore);

// Ordinary fp32 values, among them special ones and any bits.
Memory randomMemory(Random &random, uint64_t bytes);

} // namespace alcyone::tests
