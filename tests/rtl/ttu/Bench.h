// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The Verilated tensor unit beside an L1 that grants every lane, or refuses
// some at random.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "isa/support/Fault.h"
#include "tests/rtl/support/L1Model.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace alcyone::tests {

struct Outcome {
  isa::Fault fault;
  uint64_t cycles = 0; // from start to done
  std::vector<uint32_t> readLines;
};

class Bench {
public:
  virtual ~Bench() = default;
  // Of 100 lines asked for, `refused` have to ask again. Throws if the unit
  // hangs.
  virtual Outcome run(const isa::Matmul &inst, Memory &l1,
                      unsigned refused = 0) = 0;
  // Starts the instruction, and resets the unit that many cycles later.
  virtual void abandon(const isa::Matmul &inst, Memory &l1,
                       unsigned cycles) = 0;
  // Cycles without an instruction.
  virtual void idle(unsigned cycles) = 0;
};

// Cells that add up `depth` products a cycle: 4, 8 or 16. The array of depth 4
// takes several cycles to drain a row.
std::unique_ptr<Bench> benchOfDepth(unsigned depth);

// The chip that the unit was Verilated for.
const isa::Chip &chip();

} // namespace alcyone::tests
