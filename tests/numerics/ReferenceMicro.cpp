// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See ReferenceMicro.h.
#include "tests/numerics/ReferenceMicro.h"

#include "tests/numerics/ReferenceSpecial.h"
#include "tests/numerics/SoftFloat.h"

#include <stdexcept>

namespace alcyone::reference {

using isa::MicroOp;

namespace {

// -0 below +0.
bool isBelow(uint32_t a, uint32_t b) {
  const int order = compare(a, b);
  return order < 0 || (order == 0 && isNegative(a) && !isNegative(b));
}

uint32_t smaller(uint32_t a, uint32_t b) {
  if (isNan(a) || isNan(b))
    return canonicalNan;
  return flush(isBelow(a, b) ? a : b);
}

uint32_t larger(uint32_t a, uint32_t b) {
  if (isNan(a) || isNan(b))
    return canonicalNan;
  return flush(isBelow(a, b) ? b : a);
}

uint32_t withSign(uint32_t a, uint32_t sign) {
  return isNan(a) ? canonicalNan : (flush(a) & 0x7FFFFFFF) | sign;
}

uint32_t toInteger(uint32_t a) {
  if (isNan(a))
    return 0;
  const int exponent = int(a >> 23 & 0xFF) - 127;
  if (exponent >= 31)
    return isNegative(a) ? 0x80000000 : 0x7FFFFFFF;
  if (exponent < 0)
    return 0;
  const uint64_t mantissa = (a & 0x7FFFFF) | 0x800000;
  const auto magnitude = uint32_t(mantissa << exponent >> 23);
  return isNegative(a) ? -magnitude : magnitude;
}

uint32_t floorOf(uint32_t a) {
  if (isNan(a))
    return canonicalNan;
  a = flush(a);
  const int exponent = int(a >> 23 & 0xFF) - 127;
  if (exponent >= 23 || isZero(a))
    return a;
  const uint32_t whole = fromInteger(int32_t(toInteger(a)), 0);
  if (compare(whole, a) > 0)
    return sub(whole, 0x3F800000);
  return whole | (a & 0x80000000);
}

uint32_t toBf16(uint32_t a) {
  if (isNan(a))
    return canonicalNan;
  a = flush(a);
  const uint32_t kept = a & 0xFFFF0000, rest = a & 0xFFFF;
  const bool up = rest > 0x8000 || (rest == 0x8000 && (kept & 0x10000));
  return up ? kept + 0x10000 : kept;
}

uint32_t mantissaOf(uint32_t a) {
  if (isNan(a))
    return canonicalNan;
  return isZero(a) ? flush(a) : (a & 0x807FFFFF) | 0x3F800000;
}

bool unordered(uint32_t a, uint32_t b) { return isNan(a) || isNan(b); }

uint32_t evaluateFloat(MicroOp op, uint32_t a, uint32_t b, uint32_t c) {
  switch (op) {
  case MicroOp::Add:
    return add(a, b);
  case MicroOp::Sub:
    return sub(a, b);
  case MicroOp::Mul:
    return mul(a, b);
  case MicroOp::Fma:
    return fma(a, b, c);
  case MicroOp::Min:
    return smaller(a, b);
  case MicroOp::Max:
    return larger(a, b);
  case MicroOp::Neg:
    return withSign(a, ~a & 0x80000000);
  case MicroOp::Abs:
    return withSign(a, 0);
  case MicroOp::Copysign:
    return withSign(a, b & 0x80000000);
  case MicroOp::Feq:
    return !unordered(a, b) && compare(a, b) == 0;
  case MicroOp::Flt:
    return !unordered(a, b) && compare(a, b) < 0;
  case MicroOp::Fle:
    return !unordered(a, b) && compare(a, b) <= 0;
  case MicroOp::Fun:
    return unordered(a, b);
  case MicroOp::Itof:
    return fromInteger(int32_t(a), 0);
  case MicroOp::Ftoi:
    return toInteger(a);
  case MicroOp::Floor:
    return floorOf(a);
  case MicroOp::Tobf16:
    return toBf16(a);
  case MicroOp::Getexp:
    return (a >> 23 & 0xFF) - 127;
  case MicroOp::Getman:
    return mantissaOf(a);
  case MicroOp::Exp2:
    return exp2(a);
  case MicroOp::Log2:
    return log2(a);
  case MicroOp::Rcp:
    return rcp(a);
  case MicroOp::Rsqrt:
    return rsqrt(a);
  case MicroOp::Tanh:
    return tanh(a);
  default:
    throw std::logic_error("no lane-wise micro-instruction");
  }
}

} // namespace

uint32_t evaluate(MicroOp op, uint32_t a, uint32_t b, uint32_t c, uint32_t rd,
                  uint16_t imm) {
  const auto signedA = int32_t(a), signedB = int32_t(b);
  const unsigned amount = b % 32;
  switch (op) {
  case MicroOp::Mov:
    return a;
  case MicroOp::Select:
    return a ? b : c;
  case MicroOp::Movhi:
    return uint32_t(imm) << 16;
  case MicroOp::Orlo:
    return rd | imm;
  case MicroOp::Iadd:
    return a + b;
  case MicroOp::Isub:
    return a - b;
  case MicroOp::Imul:
    return uint32_t(uint64_t(a) * b);
  case MicroOp::Iand:
    return a & b;
  case MicroOp::Ior:
    return a | b;
  case MicroOp::Ixor:
    return a ^ b;
  case MicroOp::Shl:
    return a << amount;
  case MicroOp::Shr:
    return uint32_t(int64_t(signedA) >> amount);
  case MicroOp::Shru:
    return a >> amount;
  case MicroOp::Ieq:
    return a == b;
  case MicroOp::Ilt:
    return signedA < signedB;
  case MicroOp::Iltu:
    return a < b;
  case MicroOp::Imin:
    return signedA < signedB ? a : b;
  case MicroOp::Imax:
    return signedA < signedB ? b : a;
  default:
    return evaluateFloat(op, a, b, c);
  }
}

uint32_t evaluateCrossLane(MicroOp op, std::array<uint32_t, 16> lanes) {
  for (unsigned half = 8; half >= 1; half /= 2)
    for (unsigned i = 0; i < half; ++i) {
      const uint32_t a = lanes[i], b = lanes[i + half];
      lanes[i] = op == MicroOp::Rsum   ? add(a, b)
                 : op == MicroOp::Rmax ? larger(a, b)
                                       : smaller(a, b);
    }
  return lanes[0];
}

} // namespace alcyone::reference
