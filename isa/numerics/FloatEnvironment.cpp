// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See FloatEnvironment.h. MXCSR bits: Intel SDM, volume 1, 10.2.3.
#include "isa/numerics/FloatEnvironment.h"

#if !defined(__x86_64__)
#error "Alcyone's arithmetic is emulated by x86-64's FTZ and DAZ only"
#endif
#include <xmmintrin.h>

namespace alcyone::isa {

static constexpr uint32_t flushToZero = 1u << 15;
static constexpr uint32_t allExceptionsMasked = 0x3Fu << 7;
static constexpr uint32_t denormalsAreZero = 1u << 6;

FloatEnvironment::FloatEnvironment() : saved(_mm_getcsr()) {
  _mm_setcsr(flushToZero | allExceptionsMasked | denormalsAreZero);
}

FloatEnvironment::~FloatEnvironment() { _mm_setcsr(saved); }

} // namespace alcyone::isa
