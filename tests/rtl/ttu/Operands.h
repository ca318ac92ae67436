// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random matmuls and contents of L1.
#pragma once

#include "Bench.h"
#include "runtime/random/Random.h"

namespace alcyone::tests {

using random::Random;

// Operands of bf16 one after another in any order, each of any alignment,
// order and stride that is legal; C of any format.
isa::Matmul randomMatmul(Random &random, unsigned m, unsigned n, unsigned k);

// The same shape with every operand and stride aligned to lines of L1, C fp32.
isa::Matmul alignedMatmul(unsigned m, unsigned n, unsigned k);

// Which lines of L1 hold what the instruction reads.
std::vector<bool> operandLines(const isa::Matmul &inst);

enum class Values {
  Any,        // every pattern of bits is as likely
  Ordinary,   // around 1
  Small,      // products around the least normal number
  Large,      // products and sums around the greatest
  Cancelling, // few magnitudes, many signs
  Special,    // zeros, infinities, NaNs, subnormals
  Count
};

Memory randomMemory(Random &random, Values values);

} // namespace alcyone::tests
