// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The directives .alc.inst and .alc.micro as plain assembler.
#pragma once

#include "isa/assembler/Diagnostic.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace alcyone::isa {

// Micro-instructions in setup, before, body and after.
using MicroLengths = std::array<unsigned, 4>;
inline constexpr std::array<std::string_view, 4> microSections = {
    "setup", "before", "body", "after"};

struct DescriptorDirective {
  std::string label;
  std::string text; // the instruction
  unsigned line;
  unsigned column; // of `text`
  uint32_t tag;
};

// One line of statements that place the descriptor in .data. Empty, with a
// diagnostic, if the text is wrong.
std::string
expandDescriptor(const DescriptorDirective &directive,
                 const std::map<std::string, MicroLengths> &microPrograms,
                 Diagnostics &diagnostics);

// Statements before the first and after the last word of a data object with
// this label, which has a second symbol `prefix` + label.
std::string objectBegin(std::string_view prefix, const std::string &label,
                        unsigned alignment);
std::string objectEnd(std::string_view prefix, const std::string &label);

} // namespace alcyone::isa
