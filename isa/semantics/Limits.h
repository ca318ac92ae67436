// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No instruction works for ever: strides of 0 would let one pass over the same
// bytes 2^128 times, and nothing could stop it.
#pragma once

#include <array>
#include <cstdint>

namespace alcyone::isa {

/// Elements that one DMA instruction moves to one tile, or iterations of one
/// vector instruction's nest. More are an illegal instruction.
inline constexpr uint64_t maxInstructionElements = uint64_t(1) << 32;

constexpr bool isTooLong(const std::array<uint32_t, 4> &extents) {
  uint64_t product = 1;
  for (uint32_t extent : extents)
    if (extent == 0)
      return false;
  for (uint32_t extent : extents) {
    if (product > maxInstructionElements / extent)
      return true;
    product *= extent;
  }
  return false;
}

} // namespace alcyone::isa
