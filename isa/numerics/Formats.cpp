// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The table of formats; see Formats.h.
#include "isa/numerics/Formats.h"

namespace alcyone::isa {

static constexpr FormatInfo table[] = {
    // format, name, bytes, kind, matmul operand, matmul result
    {Format::None, "none", 0, FormatKind::None, false, false},
    {Format::Fp32, "fp32", 4, FormatKind::Float, false, true},
    {Format::Bf16, "bf16", 2, FormatKind::Float, true, true},
    {Format::Int8, "int8", 1, FormatKind::SignedInteger, false, false},
    {Format::Uint8, "uint8", 1, FormatKind::UnsignedInteger, false, false},
    {Format::Int32, "int32", 4, FormatKind::SignedInteger, false, false},
    {Format::Int64, "int64", 8, FormatKind::SignedInteger, false, false},
};

std::span<const FormatInfo> formats() { return table; }

const FormatInfo &infoOf(Format format) {
  auto index = static_cast<size_t>(format);
  return table[index < std::size(table) ? index : 0];
}

unsigned formatBytes(Format format) { return infoOf(format).bytes; }

Format formatNamed(std::string_view name) {
  for (const FormatInfo &info : table)
    if (info.name == name)
      return info.format;
  return Format::None;
}

} // namespace alcyone::isa
