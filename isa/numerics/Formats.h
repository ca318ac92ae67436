// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The element formats as data: what the generated enumeration does not say.
#pragma once

#include "isa/generated/Instructions.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace alcyone::isa {

enum class FormatKind : uint8_t { None, Float, SignedInteger, UnsignedInteger };

struct FormatInfo {
  Format format;
  std::string_view name; // as in assembler text
  unsigned bytes;        // of one element, 0 for none
  FormatKind kind;
  bool isMatmulOperand; // the tensor unit reads it
  bool isMatmulResult;  // the tensor unit writes it
};

// All formats, in the order of their encodings.
std::span<const FormatInfo> formats();
const FormatInfo &infoOf(Format format);
unsigned formatBytes(Format format);

// The format of a name, or none's if there is no such format.
Format formatNamed(std::string_view name);

} // namespace alcyone::isa
