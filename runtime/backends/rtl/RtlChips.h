// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The chips whose tile this build has in RTL.
#pragma once

#include "isa/chips/Chip.h"
#include "runtime/backends/rtl/TileModel.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace alcyone::runtime {

struct RtlChip {
  std::string_view name;
  /// The tile in that context, which outlives it; one for each context.
  std::unique_ptr<TileModel> (*make)(VerilatedContext &context);
  /// The same, which writes a waveform to a file.
  std::unique_ptr<TileModel> (*makeTraced)(VerilatedContext &context,
                                           const std::string &path);
};

std::span<const RtlChip> rtlChips();

/// That of a chip. It is a BadConfig if there is none with the same tile; the
/// message names the nearest one and a number that differs.
const RtlChip &rtlOf(const isa::Chip &chip);

} // namespace alcyone::runtime
