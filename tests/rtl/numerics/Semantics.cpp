// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Semantics.h.
#include "tests/rtl/numerics/Semantics.h"

#include "isa/numerics/FloatEnvironment.h"
#include "isa/semantics/VectorKernel.h"

namespace alcyone::tests {

Lanes evaluate(isa::MicroOp op, const Operands &operands) {
  const isa::FloatEnvironment environment;
  Lanes result = operands.rd;
  isa::laneLoop(op)(result.data(), operands.a.data(), operands.b.data(),
                    operands.c.data(), operands.imm, result.size());
  return result;
}

} // namespace alcyone::tests
