// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversions of whole runs of elements for one SIMD path; see
// isa/numerics/Lanes.h. Integer arithmetic only.
#include "isa/numerics/ConvertKernel.h"
#include "isa/numerics/Lanes.h"

namespace alcyone::isa::ALCYONE_SIMD {

namespace {

U widen(U16 narrow) {
  U bits = widenBf16(narrow);
  U magnitude = bits & 0x7FFFFFFF;
  bits = (magnitude < 0x00800000) ? bits & 0x80000000 : bits;
  return (magnitude > 0x7F800000) ? U{} + canonicalNan : bits;
}

} // namespace

void bf16FromFp32(const uint8_t *fp32, uint8_t *bf16, uint64_t count) {
  uint64_t i = 0;
  for (; i + width <= count; i += width)
    store(bf16 + 2 * i, narrowToBf16(load<U>(fp32 + 4 * i)));
  if (i == count)
    return;
  uint32_t last[width] = {};
  memcpy(last, fp32 + 4 * i, 4 * (count - i));
  U16 narrow = narrowToBf16(load<U>(last));
  memcpy(bf16 + 2 * i, &narrow, 2 * (count - i));
}

void fp32FromBf16(const uint8_t *bf16, uint8_t *fp32, uint64_t count) {
  uint64_t i = 0;
  for (; i + width <= count; i += width)
    store(fp32 + 4 * i, widen(load<U16>(bf16 + 2 * i)));
  if (i == count)
    return;
  uint16_t last[width] = {};
  memcpy(last, bf16 + 2 * i, 2 * (count - i));
  U wide = widen(load<U16>(last));
  memcpy(fp32 + 4 * i, &wide, 4 * (count - i));
}

} // namespace alcyone::isa::ALCYONE_SIMD
