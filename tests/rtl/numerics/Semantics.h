// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Micro-instructions on 16 lanes as isa/semantics computes them: a reference
// that is fast enough for tens of millions of cases. It has its own tests
// against tests/numerics; this file's users compare some cases with those too.
#pragma once

#include "isa/generated/MicroInstructions.h"

#include <array>
#include <cstdint>

namespace alcyone::tests {

using Lanes = std::array<uint32_t, 16>;

struct Operands {
  Lanes a, b, c, rd;
  uint16_t imm = 0;
};

Lanes evaluate(isa::MicroOp op, const Operands &operands);

} // namespace alcyone::tests
