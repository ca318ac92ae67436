// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See RandomFloats.h.
#include "tests/numerics/RandomFloats.h"

#include <cstdlib>
#include <iterator>

namespace alcyone::reference {

uint32_t RandomFloats::any() {
  static constexpr uint32_t special[] = {
      0x00000000, 0x80000000, 0x3F800000, 0xBF800000, 0x7F800000, 0xFF800000,
      0x7FC00000, 0xFFC00000, 0x7F800001, 0xFFFFFFFF, 0x00000001, 0x807FFFFF,
      0x00800000, 0x80800000, 0x00800001, 0x7F7FFFFF, 0xFF7FFFFF, 0x4B000000,
      0x4AFFFFFF, 0x4F000000, 0xCF000000, 0x4EFFFFFF, 0x42FE0000, 0xC2FC0000,
      0xC2FE0000, 0x43000000, 0x3F7FFFFF, 0x3F800001, 0x3FB50000, 0x3FB4FFFF,
      0x41100000, 0x7E800000, 0x7F000000, 0x3D800000, 0x00008000, 0x7F7F8000};
  switch (below(6)) {
  case 0:
    return special[below(std::size(special))];
  case 1: // few bits set: ties
    return (bits() & 0xFF800000) | (1u << below(23)) | (1u << below(23));
  case 2: // near a power of two
    return (bits() & 0xFF800000) + uint32_t(below(9)) - 4;
  case 3:
    return bits() & 0x807FFFFF; // subnormal
  case 4:
    return ordinary();
  default:
    return bits();
  }
}

uint32_t RandomFloats::near(uint32_t other) {
  const uint32_t exponent = (other >> 23 & 0xFF) + uint32_t(below(55)) - 27;
  uint32_t value = (bits() & 0x807FFFFF) | (exponent & 0xFF) << 23;
  if (below(4) == 0)
    value = (other ^ 0x80000000) + uint32_t(below(5)) - 2;
  return value;
}

uint32_t RandomFloats::ordinary() {
  return (bits() & 0x807FFFFF) | uint32_t(127 - 12 + below(16)) << 23;
}

} // namespace alcyone::reference
