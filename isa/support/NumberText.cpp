// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/NumberText.h"

#include <charconv>
#include <cmath>

namespace alcyone::isa {

std::string numberText(double value) {
  char text[40];
  bool whole = value == std::floor(value) && std::fabs(value) < 1e15;
  auto end = whole ? std::to_chars(text, text + sizeof text, int64_t(value))
                   : std::to_chars(text, text + sizeof text, value);
  return std::string(text, end.ptr);
}

std::string numberText(double value, int digits) {
  char text[40];
  auto end = std::to_chars(text, text + sizeof text, value,
                           std::chars_format::general, digits);
  return std::string(text, end.ptr);
}

std::string hexText(uint64_t value) {
  char text[20];
  auto end = std::to_chars(text, text + sizeof text, value, 16);
  return "0x" + std::string(text, end.ptr);
}

} // namespace alcyone::isa
