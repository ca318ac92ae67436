// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads words, numbers and punctuation from one line of assembler text, and
// knows its column for errors. Whitespace between tokens is skipped.
#pragma once

#include "isa/engines/ParseResult.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace alcyone::isa {

// A number with its sign apart, so that both -2^63 and 2^64 - 1 can be told.
struct Number {
  uint64_t magnitude;
  bool negative;
};

class Scanner {
public:
  explicit Scanner(std::string_view text) : text(text) { skipSpace(); }

  bool atEnd() const { return position == text.size(); }
  // Column of the next token, from 1.
  unsigned column() const { return unsigned(position) + 1; }

  // Takes the character if it is next.
  bool accept(char wanted);
  // Letters, digits and '_', beginning with a letter; empty if none is next.
  std::string_view word();
  // Decimal or 0x, with an optional sign; nothing if none is next or it does
  // not fit 64 bits.
  std::optional<Number> number();

  // What is next, for messages: 'x' or `end of line`.
  std::string next() const;
  ParseError error(std::string message) const {
    return {column(), std::move(message)};
  }

private:
  void skipSpace();

  std::string_view text;
  size_t position = 0;
};

} // namespace alcyone::isa
