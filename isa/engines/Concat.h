// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings from pieces: text as it is, integers in decimal or, by hex(), as
// 0x... (std::format is not there in GCC 12).
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace alcyone::isa {

inline std::string hex(uint64_t value) {
  char digits[16];
  return "0x" +
         std::string(
             digits,
             std::to_chars(digits, digits + sizeof digits, value, 16).ptr);
}

namespace detail {
inline void append(std::string &out, std::string_view piece) { out += piece; }
inline void append(std::string &out, char piece) { out += piece; }
template <std::integral T> void append(std::string &out, T piece) {
  out += std::to_string(piece);
}
} // namespace detail

template <class... Piece> std::string concat(const Piece &...pieces) {
  std::string out;
  (detail::append(out, pieces), ...);
  return out;
}

} // namespace alcyone::isa
