// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statistics of a launch as the JSON that `alc run --stats` writes
// (docs/runtime.md lists the keys). What needs a clock is null without one.
#pragma once

#include "isa/machine/RunStatistics.h"

#include <string>

namespace alcyone::tools {

struct RunIdentity {
  std::string program; // file
  std::string entry;
  std::string device; // "sim"
  std::string chip;   // "maia100"
};

std::string statisticsJson(const RunIdentity &identity,
                           const isa::RunStatistics &statistics);

// One line for people: "ran on sim:nano: 1234 cycles, 1.234 us simulated, ...".
std::string statisticsLine(const RunIdentity &identity,
                           const isa::RunStatistics &statistics);

} // namespace alcyone::tools
