// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lines of an assembler source, comments blanked out so that columns stay.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace alcyone::isa {

// Without their ends; comments are `#`, `//` and /* */.
std::vector<std::string> splitLines(std::string_view source);

// A piece of a line and where it begins.
struct Word {
  std::string_view text;
  unsigned column; // from 1
};

// What is wrong with a line, at one of its words.
struct DirectiveError {
  unsigned column;
  std::string message;
};

// The pieces between whitespace; quoted text is one piece, with its quotes.
std::vector<Word> splitWords(std::string_view code);

// Letters, digits and '_', '.', '$', not beginning with a digit.
bool isSymbolName(std::string_view text);

} // namespace alcyone::isa
