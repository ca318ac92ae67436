// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every micro-instruction on one lane, written from docs/numerics.md and
// independent of isa/semantics.
#pragma once

#include "isa/generated/MicroInstructions.h"

#include <array>
#include <cstdint>

namespace alcyone::reference {

// Lane-wise instructions with a result; not rsum, rmax, rmin and store. `rd` is
// the register's old value.
uint32_t evaluate(isa::MicroOp op, uint32_t a, uint32_t b, uint32_t c,
                  uint32_t rd, uint16_t imm);

// rsum, rmax and rmin over the 16 lanes.
uint32_t evaluateCrossLane(isa::MicroOp op, std::array<uint32_t, 16> lanes);

} // namespace alcyone::reference
