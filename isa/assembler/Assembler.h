// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a program file from assembler text: GNU-style RISC-V assembler for
// RV64IM, with directives for engine instructions, micro-programs and entry
// points (isa/assembler/Directives.h).
#pragma once

#include <string>

namespace alcyone::isa {

// Throws BadInput with a line `file:line:column: error: reason` for each
// problem found; no output file is left behind then.
void assemble(const std::string &sourcePath, const std::string &outputPath);

} // namespace alcyone::isa
