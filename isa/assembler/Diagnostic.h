// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is wrong with an assembler source, and where.
#pragma once

#include <string>
#include <vector>

namespace alcyone::isa {

struct Diagnostic {
  unsigned line;   // from 1
  unsigned column; // from 1
  std::string message;
};
using Diagnostics = std::vector<Diagnostic>;

} // namespace alcyone::isa
