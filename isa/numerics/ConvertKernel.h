// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between Convert.cpp and the SIMD paths of its loops.
#pragma once

#include <cstdint>

namespace alcyone::isa {

using ConvertElements = void(const uint8_t *from, uint8_t *to, uint64_t count);

namespace portable {
ConvertElements bf16FromFp32, fp32FromBf16;
}
namespace avx2 {
ConvertElements bf16FromFp32, fp32FromBf16;
}
namespace avx512 {
ConvertElements bf16FromFp32, fp32FromBf16;
}

} // namespace alcyone::isa
