// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Convert.h.
#include "isa/numerics/Convert.h"

#include "isa/numerics/ConvertKernel.h"
#include "isa/numerics/SimdPath.h"

namespace alcyone::isa {

void bf16FromFp32(const void *fp32, void *bf16, uint64_t count) {
  static constexpr ConvertElements *paths[] = {
      portable::bf16FromFp32, avx2::bf16FromFp32, avx512::bf16FromFp32};
  paths[int(simdPath())](static_cast<const uint8_t *>(fp32),
                         static_cast<uint8_t *>(bf16), count);
}

void fp32FromBf16(const void *bf16, void *fp32, uint64_t count) {
  static constexpr ConvertElements *paths[] = {
      portable::fp32FromBf16, avx2::fp32FromBf16, avx512::fp32FromBf16};
  paths[int(simdPath())](static_cast<const uint8_t *>(bf16),
                         static_cast<uint8_t *>(fp32), count);
}

} // namespace alcyone::isa
