// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The texts of isa/chips/*.json inside the program, so that chip names work
// anywhere; embed_chips.py writes the definition. Sorted by name.
#pragma once

#include <span>
#include <string_view>

namespace alcyone::isa {

struct ChipFile {
  std::string_view name;
  std::string_view text;
};

std::span<const ChipFile> chipFiles();

} // namespace alcyone::isa
