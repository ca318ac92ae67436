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
#include <string>
#include <utility>
#include <vector>

namespace alcyone::tests {

struct Outcome {
  isa::Fault fault;
  uint64_t cycles = 0; // from start to done
  std::vector<uint32_t> readLines;
};

class Bench {
public:
  explicit Bench(isa::Chip chip) : chip(std::move(chip)) {}
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

  const isa::Chip chip; // that the unit was Verilated for
};

// Those of CMakeLists.txt: rows, columns and the products that a cell adds up
// in a cycle. That of nano comes first; 4x4x4 takes several cycles to drain a
// row.
inline const std::vector<std::string> arrays = {"4x4x16", "4x4x8", "4x4x4",
                                                "4x8x8", "8x4x4"};
std::unique_ptr<Bench> benchOf(const std::string &array);

// The chip of all benches but for its tensor unit.
const isa::Chip &chip();

} // namespace alcyone::tests
