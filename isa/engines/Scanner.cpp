// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/engines/Scanner.h"

#include <charconv>

namespace alcyone::isa {

static bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
static bool isDigit(char c) { return c >= '0' && c <= '9'; }

void Scanner::skipSpace() {
  while (position < text.size() &&
         (text[position] == ' ' || text[position] == '\t'))
    ++position;
}

bool Scanner::accept(char wanted) {
  if (atEnd() || text[position] != wanted)
    return false;
  ++position;
  skipSpace();
  return true;
}

std::string_view Scanner::word() {
  size_t end = position;
  while (end < text.size() &&
         (isLetter(text[end]) || (end > position && isDigit(text[end]))))
    ++end;
  std::string_view result = text.substr(position, end - position);
  position = end;
  skipSpace();
  return result;
}

std::optional<Number> Scanner::number() {
  size_t start = position;
  bool negative = start < text.size() && text[start] == '-';
  start += negative;
  bool hex = text.substr(start, 2) == "0x" || text.substr(start, 2) == "0X";
  start += hex ? 2 : 0;
  Number result{0, negative};
  const char *last = text.data() + text.size();
  auto [end, status] = std::from_chars(text.data() + start, last,
                                       result.magnitude, hex ? 16 : 10);
  if (status != std::errc() || (end != last && isLetter(*end)))
    return std::nullopt;
  position = size_t(end - text.data());
  skipSpace();
  return result;
}

std::string Scanner::next() const {
  if (atEnd())
    return "end of line";
  unsigned char c = text[position];
  return c >= 0x20 && c < 0x7F ? "'" + std::string(1, char(c)) + "'"
                               : "an unprintable character";
}

} // namespace alcyone::isa
