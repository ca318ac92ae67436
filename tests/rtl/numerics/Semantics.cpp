// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See Semantics.h.
#define ALCYONE_SIMD rtlReference
#include "tests/rtl/numerics/Semantics.h"

#include "isa/numerics/FloatEnvironment.h"
#include "isa/semantics/MicroOps.h"

#include <stdexcept>

namespace alcyone::tests {

using isa::MicroOp;

namespace {

namespace lanes = isa::rtlReference;
using lanes::U;

U evaluateLanes(MicroOp op, U a, U b, U c, U rd, uint32_t imm) {
  switch (op) {
  case MicroOp::Add:
    return lanes::add(a, b);
  case MicroOp::Sub:
    return lanes::sub(a, b);
  case MicroOp::Mul:
    return lanes::mul(a, b);
  case MicroOp::Fma:
    return lanes::fma(a, b, c);
  case MicroOp::Min:
    return lanes::min(a, b);
  case MicroOp::Max:
    return lanes::max(a, b);
  case MicroOp::Neg:
    return lanes::neg(a);
  case MicroOp::Abs:
    return lanes::abs(a);
  case MicroOp::Copysign:
    return lanes::copysign(a, b);
  case MicroOp::Feq:
    return lanes::feq(a, b);
  case MicroOp::Flt:
    return lanes::flt(a, b);
  case MicroOp::Fle:
    return lanes::fle(a, b);
  case MicroOp::Fun:
    return lanes::fun(a, b);
  case MicroOp::Mov:
    return lanes::mov(a);
  case MicroOp::Select:
    return lanes::select(a, b, c);
  case MicroOp::Movhi:
    return lanes::movhi(imm);
  case MicroOp::Orlo:
    return lanes::orlo(rd, imm);
  case MicroOp::Iadd:
    return lanes::iadd(a, b);
  case MicroOp::Isub:
    return lanes::isub(a, b);
  case MicroOp::Imul:
    return lanes::imul(a, b);
  case MicroOp::Iand:
    return lanes::iand(a, b);
  case MicroOp::Ior:
    return lanes::ior(a, b);
  case MicroOp::Ixor:
    return lanes::ixor(a, b);
  case MicroOp::Shl:
    return lanes::shl(a, b);
  case MicroOp::Shr:
    return lanes::shr(a, b);
  case MicroOp::Shru:
    return lanes::shru(a, b);
  case MicroOp::Ieq:
    return lanes::ieq(a, b);
  case MicroOp::Ilt:
    return lanes::ilt(a, b);
  case MicroOp::Iltu:
    return lanes::iltu(a, b);
  case MicroOp::Imin:
    return lanes::imin(a, b);
  case MicroOp::Imax:
    return lanes::imax(a, b);
  case MicroOp::Itof:
    return lanes::itof(a);
  case MicroOp::Ftoi:
    return lanes::ftoi(a);
  case MicroOp::Floor:
    return lanes::floor(a);
  case MicroOp::Tobf16:
    return lanes::tobf16(a);
  case MicroOp::Getexp:
    return lanes::getexp(a);
  case MicroOp::Getman:
    return lanes::getman(a);
  case MicroOp::Exp2:
    return lanes::exp2Lanes(a);
  case MicroOp::Log2:
    return lanes::log2Lanes(a);
  case MicroOp::Rcp:
    return lanes::rcpLanes(a);
  case MicroOp::Rsqrt:
    return lanes::rsqrtLanes(a);
  case MicroOp::Tanh:
    return lanes::tanhLanes(a);
  default:
    throw std::logic_error("no lane-wise micro-instruction");
  }
}

// Not inlined: see FloatEnvironment.h.
[[gnu::noinline]] void evaluateAll(MicroOp op, const Operands &in,
                                   Lanes &result) {
  for (size_t i = 0; i < result.size(); i += lanes::width)
    lanes::store(&result[i], evaluateLanes(op, lanes::load<U>(&in.a[i]),
                                           lanes::load<U>(&in.b[i]),
                                           lanes::load<U>(&in.c[i]),
                                           lanes::load<U>(&in.rd[i]), in.imm));
}

} // namespace

Lanes evaluate(MicroOp op, const Operands &operands) {
  const isa::FloatEnvironment environment;
  Lanes result;
  evaluateAll(op, operands, result);
  return result;
}

} // namespace alcyone::tests
