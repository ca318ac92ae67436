// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of floating-point numbers out of what the vector processor has:
// arithmetic and tables of exp2, log2, rcp, rsqrt and tanh. Relative errors are
// a few units of the last place, where no other bound is given.

#ifndef ALCYONE_COMPILER_VECTOR_MATHFUNCTIONS_H
#define ALCYONE_COMPILER_VECTOR_MATHFUNCTIONS_H

#include "compiler/vector/ScalarLowering.h"

namespace alcyone::compiler {

Source lowerExp(Source x, SectionWriter &write);
Source lowerLog(Source x, SectionWriter &write);
/// e^x - 1 and log(1 + x), by series near 0; relative error below 1e-4.
Source lowerExpMinus1(Source x, SectionWriter &write);
Source lowerLog1Plus(Source x, SectionWriter &write);
/// Relative error below 1e-4 near 0.
Source lowerSinh(Source x, SectionWriter &write);
Source lowerCosh(Source x, SectionWriter &write);
/// erf by Abramowitz and Stegun 7.1.26, absolute error below 1.5e-7.
Source lowerErf(Source x, SectionWriter &write);
/// sin(x + shift * pi / 2) for |x| up to some thousand: reduction to
/// [-pi, pi] in two steps, then the odd Taylor polynomial of degree 15.
Source lowerSine(Source x, float quarterTurns, SectionWriter &write);
/// x * rsqrt(x); 0 and infinity, which equal their doubles, are their own
/// roots.
Source lowerSqrt(Source x, SectionWriter &write);
/// 2^(b * log2 |a|), with the sign of an odd power and NaN for a root of a
/// negative number; 1 if b is 0.
Source lowerPower(Source a, Source b, SectionWriter &write);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_VECTOR_MATHFUNCTIONS_H
