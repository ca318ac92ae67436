// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The floating-point environment that the ISA's numerics are defined in, on the
// host: round to nearest even, subnormal inputs and results are zero (DAZ, FTZ
// with tininess after rounding), no traps. Set on construction, the old one
// comes back on destruction. x86-64 only: other CPUs detect tininess before
// rounding and would give other bits.
//
// The compiler may move arithmetic across these calls: keep the arithmetic in a
// function of its own that is not inlined into the scope.
#pragma once

#include <cstdint>

namespace alcyone::isa {

class FloatEnvironment {
public:
  FloatEnvironment();
  ~FloatEnvironment();
  FloatEnvironment(const FloatEnvironment &) = delete;
  FloatEnvironment &operator=(const FloatEnvironment &) = delete;

private:
  uint32_t saved;
};

} // namespace alcyone::isa
