// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The Verilated vector processor beside a control memory and an L1, which grant
// everything, or refuse some at random.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "isa/support/Fault.h"
#include "tests/rtl/support/L1Model.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace alcyone::tests {

using Memory = std::vector<uint8_t>;
using Words = std::vector<uint32_t>;

struct Outcome {
  isa::Fault fault;
  uint64_t cycles = 0; // from start to done
};

class Bench {
public:
  virtual ~Bench() = default;
  // Of 100 lines asked for, `refused` have to ask again. Throws if the unit
  // hangs.
  virtual Outcome run(const isa::Vector &inst, const Memory &tcm, Memory &l1,
                      unsigned refused = 0) = 0;
  // Starts the instruction, and resets the unit that many cycles later.
  virtual void abandon(const isa::Vector &inst, const Memory &tcm, Memory &l1,
                       unsigned cycles) = 0;
  // Cycles without an instruction.
  virtual void idle(unsigned cycles) = 0;
};

std::unique_ptr<Bench> makeBench();

// The chip that the unit was Verilated for.
const isa::Chip &chip();

// Puts the micro-program where the instruction says.
void load(Memory &tcm, const isa::Vector &inst,
          std::span<const uint32_t> words);

// The words with their mnemonics, for messages.
std::string text(std::span<const uint32_t> words);

} // namespace alcyone::tests
