// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables that describe the fields of engine instructions, for whoever handles
// all of them alike: the codec, tools, tests and the compiler.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace alcyone::isa {

struct CaseInfo {
  std::string_view text;
  uint64_t value;
  std::string_view doc;
};

struct EnumInfo {
  std::string_view name;
  std::span<const CaseInfo> cases;
  bool closed; // other values are illegal
};

struct FieldInfo {
  std::string_view name;
  unsigned offset; // bytes from the start of the descriptor
  unsigned width;  // bits of an element: 8, 16, 32 or 64
  unsigned count;  // elements, one after another
  bool isSigned;
  bool isFlag;                 // 0 or 1
  bool isHex;                  // printed in hexadecimal
  const EnumInfo *enumeration; // names of values; may be null
  uint64_t initial;            // default of every element
  std::string_view doc;

  constexpr unsigned bytesEach() const { return width / 8; }
  constexpr unsigned sizeBytes() const { return bytesEach() * count; }
};

} // namespace alcyone::isa
