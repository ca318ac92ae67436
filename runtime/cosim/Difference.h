// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The first thing in which a model and the semantics are not the same.
#pragma once

#include "isa/support/Failure.h"

#include <cstdint>
#include <string>

namespace alcyone::cosim {

class Difference : public isa::Failure {
public:
  /// `instruction`: whose it is, disassembled; `what`: where, and both values.
  Difference(uint64_t cycle, std::string instruction, std::string what)
      : Failure(isa::Category::ModelBug,
                "the RTL differs from the semantics in cycle " +
                    std::to_string(cycle) + "\n  " + instruction + "\n  " +
                    what),
        cycle(cycle), instruction(std::move(instruction)),
        where(std::move(what)) {}

  uint64_t cycle;
  std::string instruction;
  std::string where;
};

} // namespace alcyone::cosim
