// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Refuses the plain ways in which a short source makes the assembler fill all
// memory or read other files: huge or nested repetition and padding, includes.
#pragma once

#include "isa/assembler/Lines.h"

#include <optional>
#include <span>

namespace alcyone::isa {

class SizeLimits {
public:
  // To be called with every line of plain assembler, in order.
  std::optional<DirectiveError> check(std::span<const Word> words);

private:
  unsigned loops = 0; // open .rept, .irp and .macro
};

} // namespace alcyone::isa
