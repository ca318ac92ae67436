// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/vector/MathFunctions.h"

#include <numbers>

using namespace mlir;

namespace alcyone::compiler {

/// Horner's rule; coefficients from the highest power down.
static Source polynomial(Source x, ArrayRef<float> coefficients,
                         SectionWriter &write) {
  Source sum = write.number(coefficients.front());
  for (float coefficient : coefficients.drop_front())
    sum = write("fma", {sum, x, write.number(coefficient)});
  return sum;
}

Source lowerExp(Source x, SectionWriter &write) {
  return write("exp2",
               {write("mul", {x, write.number(std::numbers::log2e_v<float>)})});
}

Source lowerLog(Source x, SectionWriter &write) {
  return write("mul",
               {write("log2", {x}), write.number(std::numbers::ln2_v<float>)});
}

/// Whether |x| is so small that the first terms of a series are all there is.
static Source isTiny(Source x, SectionWriter &write) {
  return write("flt", {write("abs", {x}), write.number(0x1p-8f)});
}

Source lowerExpMinus1(Source x, SectionWriter &write) {
  Source series = write(
      "mul", {x, polynomial(x, {1.0f / 24, 1.0f / 6, 0.5f, 1.0f}, write)});
  Source rest = write("sub", {lowerExp(x, write), write.number(1.0f)});
  return write("select", {isTiny(x, write), series, rest});
}

Source lowerLog1Plus(Source x, SectionWriter &write) {
  Source series =
      write("mul", {x, polynomial(x, {-0.25f, 1.0f / 3, -0.5f, 1.0f}, write)});
  Source rest = lowerLog(write("add", {x, write.number(1.0f)}), write);
  return write("select", {isTiny(x, write), series, rest});
}

/// Of e^x and e^-x, halved.
static std::pair<Source, Source> halvesOfExp(Source x, SectionWriter &write) {
  auto half = [&](Source power) {
    return write("exp2", {write("sub", {power, write.number(1.0f)})});
  };
  Source power = write("mul", {x, write.number(std::numbers::log2e_v<float>)});
  return {half(power), half(write("neg", {power}))};
}

Source lowerSinh(Source x, SectionWriter &write) {
  auto [grows, shrinks] = halvesOfExp(x, write);
  Source square = write("mul", {x, x});
  Source series =
      write("fma", {write("mul", {x, square}), write.number(1.0f / 6), x});
  return write("select",
               {isTiny(x, write), series, write("sub", {grows, shrinks})});
}

Source lowerCosh(Source x, SectionWriter &write) {
  auto [grows, shrinks] = halvesOfExp(x, write);
  return write("add", {grows, shrinks});
}

Source lowerErf(Source x, SectionWriter &write) {
  Source magnitude = write("abs", {x});
  Source t = write("rcp", {write("fma", {magnitude, write.number(0.3275911f),
                                         write.number(1.0f)})});
  Source p = polynomial(
      t,
      {1.061405429f, -1.453152027f, 1.421413741f, -0.284496736f, 0.254829592f},
      write);
  Source square = write("mul", {x, x});
  Source decay = write(
      "exp2",
      {write("mul", {square, write.number(-std::numbers::log2e_v<float>)})});
  Source rest = write("mul", {write("mul", {p, t}), decay});
  return write("copysign", {write("sub", {write.number(1.0f), rest}), x});
}

Source lowerSine(Source x, float quarterTurns, SectionWriter &write) {
  constexpr float twoPiHigh = 6.28125f;
  constexpr float twoPiLow = float(2 * std::numbers::pi - 6.28125);
  Source turns =
      write("fma", {x, write.number(0.5f * std::numbers::inv_pi_v<float>),
                    write.number(0.5f + quarterTurns / 4)});
  Source whole = write("floor", {turns});
  Source r = write("fma", {whole, write.number(-twoPiHigh), x});
  r = write("fma", {whole, write.number(-twoPiLow), r});
  if (quarterTurns != 0)
    r = write("add",
              {r, write.number(quarterTurns * std::numbers::pi_v<float> / 2)});
  Source square = write("mul", {r, r});
  Source p =
      polynomial(square,
                 {-7.6471637e-13f, 1.6059044e-10f, -2.5052108e-8f,
                  2.7557319e-6f, -1.9841270e-4f, 8.3333333e-3f, -1.6666667e-1f},
                 write);
  Source sine = write("fma", {write("mul", {r, square}), p, r});
  // Far outside nothing is left of the argument, but a sine stays one.
  sine = write("max", {sine, write.number(-1)});
  return write("min", {sine, write.number(1)});
}

Source lowerSqrt(Source x, SectionWriter &write) {
  Source root = write("mul", {x, write("rsqrt", {x})});
  Source magnitude = write("abs", {x});
  Source isFixed = write("feq", {x, write("add", {magnitude, magnitude})});
  return write("select", {isFixed, x, root});
}

Source lowerPower(Source a, Source b, SectionWriter &write) {
  Source magnitude =
      write("exp2", {write("mul", {b, write("log2", {write("abs", {a})})})});
  Source half = write("mul", {b, write.number(0.5f)});
  Source isWhole = write("feq", {b, write("floor", {b})});
  Source isEven = write("feq", {half, write("floor", {half})});
  Source odd =
      write("select", {isEven, magnitude, write("copysign", {magnitude, a})});
  Source isNegative = write("flt", {a, write.number(0.0f)});
  Source isBroken = write("isub", {write.integer(1), isWhole});
  Source isRoot = write("iand", {isNegative, isBroken});
  Source power = write("select", {isRoot, write.integer(0x7fc00000),
                                  write("select", {isWhole, odd, magnitude})});
  Source isZero = write("feq", {b, write.number(0.0f)});
  return write("select", {isZero, write.number(1.0f), power});
}

} // namespace alcyone::compiler
