// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between Matmul.cpp, which knows the instruction, and the SIMD paths of its
// arithmetic. Plain data: the paths' files include nothing that has code.
#pragma once

#include <cstdint>

namespace alcyone::isa {

/// Products that are added by one tree.
inline constexpr unsigned matmulGroup = 16;

struct MatmulBlock {
  const uint8_t *a;
  const uint8_t *b;
  uint8_t *c;
  const uint8_t *start; // fp32 that the accumulators start from, or null
  uint64_t aStride, bStride, cStride, startStride; // bytes
  unsigned m, n, k;
  bool aColumnMajor, bColumnMajor, cIsBf16;
};

// Rows [first, first + rows) of C. Scratch, 64-byte aligned: `packed` for rows
// * (k rounded up to 16) floats, `accumulators` for rows * 16. Runs in a
// FloatEnvironment of the caller's.
using MatmulRows = void(const MatmulBlock &block, unsigned first, unsigned rows,
                        float *packed, float *accumulators);

namespace portable {
MatmulRows matmulRows;
}
namespace avx2 {
MatmulRows matmulRows;
}
namespace avx512 {
MatmulRows matmulRows;
}

} // namespace alcyone::isa
