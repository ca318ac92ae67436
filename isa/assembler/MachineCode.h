// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Assembles plain RISC-V text into an ELF object, in process.
#pragma once

#include "isa/assembler/Diagnostic.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alcyone::isa {

// A name for a number.
struct AbsoluteSymbol {
  std::string name;
  uint64_t value;
};

// Those of `symbols` that the text names are defined before it. Adds to
// `diagnostics` what is wrong; the object counts only if nothing was added.
// `sourcePath` is what DWARF line tables name.
std::vector<uint8_t> assembleObject(const std::string &text,
                                    const std::string &sourcePath,
                                    std::span<const AbsoluteSymbol> symbols,
                                    Diagnostics &diagnostics);

} // namespace alcyone::isa
