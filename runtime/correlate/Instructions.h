// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instructions of the kernels, with what few of them vary filled in.
#pragma once

#include "isa/engines/InstructionFunctions.h"
#include "runtime/correlate/KernelText.h"

#include <array>
#include <vector>

namespace alcyone::correlate {

/// C = A x B, row-major and dense: BF16 x BF16 to FP32. A lies at 0, B behind
/// it, then C, each at a multiple of 64.
isa::Matmul matmul(unsigned m, unsigned n, unsigned k);

/// `shape` elements of `bytes` bytes, dense on both sides.
isa::Copy copy(uint64_t dst, uint64_t src, std::array<uint32_t, 4> shape,
               isa::Format format = isa::Format::Fp32);
/// `bytes` bytes, a multiple of 4, in one run.
isa::Copy copyBytes(uint64_t dst, uint64_t src, uint32_t bytes);

/// Streams of a vector instruction: all dense in the order d0 d1 r l.
struct Stream {
  unsigned number; // 0..3 in, 4 and 5 out
  uint32_t base;
  isa::Format format = isa::Format::Fp32;
};
isa::Vector vector(std::array<uint32_t, 4> size,
                   const std::vector<Stream> &streams);

} // namespace alcyone::correlate
