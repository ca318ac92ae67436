// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/vector/ScalarLowering.h"
#include "compiler/vector/MathFunctions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/ADT/bit.h"

#include <numbers>

using namespace mlir;

namespace alcyone::compiler {

Source SectionWriter::number(float value) {
  return program.constant(llvm::bit_cast<uint32_t>(value));
}

std::optional<uint32_t> constantBits(Attribute attribute) {
  if (auto number = dyn_cast<FloatAttr>(attribute)) {
    if (number.getType().isF32())
      return uint32_t(number.getValue().bitcastToAPInt().getZExtValue());
    if (number.getType().isBF16())
      return uint32_t(number.getValue().bitcastToAPInt().getZExtValue()) << 16;
    return std::nullopt;
  }
  auto integer = dyn_cast<IntegerAttr>(attribute);
  if (!integer)
    return std::nullopt;
  if (integer.getType().isInteger(1))
    return integer.getValue().getZExtValue();
  int64_t value = integer.getValue().getSExtValue();
  if (!llvm::isInt<32>(value))
    return std::nullopt;
  return uint32_t(value);
}

namespace {

Source negate(Source flag, SectionWriter &write) {
  return write("ixor", {flag, write.integer(1)});
}

Source lowerCompare(arith::CmpFPredicate predicate, Source a, Source b,
                    SectionWriter &write) {
  using P = arith::CmpFPredicate;
  switch (predicate) {
  case P::AlwaysFalse:
    return write.integer(0);
  case P::AlwaysTrue:
    return write.integer(1);
  case P::OEQ:
    return write("feq", {a, b});
  case P::OGT:
    return write("flt", {b, a});
  case P::OGE:
    return write("fle", {b, a});
  case P::OLT:
    return write("flt", {a, b});
  case P::OLE:
    return write("fle", {a, b});
  case P::ONE:
    return write("ior", {write("flt", {a, b}), write("flt", {b, a})});
  case P::ORD:
    return negate(write("fun", {a, b}), write);
  case P::UEQ:
    return write("ior", {write("feq", {a, b}), write("fun", {a, b})});
  case P::UGT:
    return negate(write("fle", {a, b}), write);
  case P::UGE:
    return negate(write("flt", {a, b}), write);
  case P::ULT:
    return negate(write("fle", {b, a}), write);
  case P::ULE:
    return negate(write("flt", {b, a}), write);
  case P::UNE:
    return negate(write("feq", {a, b}), write);
  case P::UNO:
    return write("fun", {a, b});
  }
  return {};
}

Source lowerCompare(arith::CmpIPredicate predicate, Source a, Source b,
                    SectionWriter &write) {
  using P = arith::CmpIPredicate;
  switch (predicate) {
  case P::eq:
    return write("ieq", {a, b});
  case P::ne:
    return negate(write("ieq", {a, b}), write);
  case P::slt:
    return write("ilt", {a, b});
  case P::sle:
    return negate(write("ilt", {b, a}), write);
  case P::sgt:
    return write("ilt", {b, a});
  case P::sge:
    return negate(write("ilt", {a, b}), write);
  case P::ult:
    return write("iltu", {a, b});
  case P::ule:
    return negate(write("iltu", {b, a}), write);
  case P::ugt:
    return write("iltu", {b, a});
  case P::uge:
    return negate(write("iltu", {a, b}), write);
  }
  return {};
}

/// The larger or smaller number; unlike max and min, the other one if one is
/// no number.
Source lowerOfNumbers(StringRef mnemonic, Source a, Source b,
                      SectionWriter &write) {
  Source both = write(mnemonic, {a, b});
  Source unlessB = write("select", {write("fun", {b, b}), a, both});
  return write("select", {write("fun", {a, a}), b, unlessB});
}

Source lowerDivision(arith::DivFOp op, Source a, Source b,
                     SectionWriter &write) {
  FloatAttr constant;
  if (matchPattern(op.getRhs(), m_Constant(&constant)))
    return write("mul",
                 {a, write.number(float(1.0 / constant.getValueAsDouble()))});
  Source reciprocal = write("rcp", {b});
  if (matchPattern(op.getLhs(), m_Constant(&constant)) &&
      constant.getValue().isExactlyValue(1.0))
    return reciprocal;
  return write("mul", {a, reciprocal});
}

/// Operations that are one instruction on their operands in order.
StringRef directMnemonic(Operation &op) {
  return llvm::TypeSwitch<Operation *, StringRef>(&op)
      .Case<arith::AddFOp>([](auto) { return "add"; })
      .Case<arith::SubFOp>([](auto) { return "sub"; })
      .Case<arith::MulFOp>([](auto) { return "mul"; })
      .Case<math::FmaOp>([](auto) { return "fma"; })
      .Case<arith::MaximumFOp>([](auto) { return "max"; })
      .Case<arith::MinimumFOp>([](auto) { return "min"; })
      .Case<arith::NegFOp>([](auto) { return "neg"; })
      .Case<math::AbsFOp>([](auto) { return "abs"; })
      .Case<math::CopySignOp>([](auto) { return "copysign"; })
      .Case<math::FloorOp>([](auto) { return "floor"; })
      .Case<math::TanhOp>([](auto) { return "tanh"; })
      .Case<math::Exp2Op>([](auto) { return "exp2"; })
      .Case<math::Log2Op>([](auto) { return "log2"; })
      .Case<math::RsqrtOp>([](auto) { return "rsqrt"; })
      .Case<arith::SelectOp>([](auto) { return "select"; })
      .Case<arith::AddIOp>([](auto) { return "iadd"; })
      .Case<arith::SubIOp>([](auto) { return "isub"; })
      .Case<arith::MulIOp>([](auto) { return "imul"; })
      .Case<arith::AndIOp>([](auto) { return "iand"; })
      .Case<arith::OrIOp>([](auto) { return "ior"; })
      .Case<arith::XOrIOp>([](auto) { return "ixor"; })
      .Case<arith::ShLIOp>([](auto) { return "shl"; })
      .Case<arith::ShRSIOp>([](auto) { return "shr"; })
      .Case<arith::MaxSIOp>([](auto) { return "imax"; })
      .Case<arith::MinSIOp>([](auto) { return "imin"; })
      .Case<arith::FPToSIOp>([](auto) { return "ftoi"; })
      .Default([](auto) { return ""; });
}

/// Integers live in 32 bits as their type's own value: i8 sign-extended, i1 as
/// 0 or 1. Brings back a result that may have outgrown its type.
Source wrap(Source value, Type type, SectionWriter &write) {
  if (type.isInteger(1))
    return write("iand", {value, write.integer(1)});
  if (!type.isInteger(8))
    return value;
  Source shifted = write("shl", {value, write.integer(24)});
  return write("shr", {shifted, write.integer(24)});
}

/// Casts between integer types.
Source lowerIntegerCast(Operation &op, Source value, SectionWriter &write) {
  Type from = op.getOperand(0).getType(), to = op.getResult(0).getType();
  bool isSigned = llvm::isa<arith::ExtSIOp, arith::IndexCastOp>(op);
  if (from.isInteger(1) && isSigned)
    return write("isub", {write.integer(0), value});
  if (from.isInteger(8) && !isSigned && !llvm::isa<arith::TruncIOp>(op))
    return write("iand", {value, write.integer(0xff)});
  return wrap(value, to, write);
}

/// 32 unsigned bits in halves: one rounding, in the fma.
Source lowerUnsignedToFloat(Source x, Type from, SectionWriter &write) {
  if (from.isInteger(8))
    return write("itof", {write("iand", {x, write.integer(0xff)})});
  if (!from.isInteger(32))
    return write("itof", {x});
  Source high = write("itof", {write("shru", {x, write.integer(16)})});
  Source low = write("itof", {write("iand", {x, write.integer(0xffff)})});
  return write("fma", {high, write.number(65536.0f), low});
}

/// The upper half of the range is converted 2^31 lower.
Source lowerFloatToUnsigned(Source x, Type to, SectionWriter &write) {
  if (!to.isInteger(32))
    return wrap(write("ftoi", {x}), to, write);
  Source half = write.number(2147483648.0f);
  Source isHigh = write("fle", {half, x});
  Source offset = write("select", {isHigh, half, write.integer(0)});
  Source low = write("ftoi", {write("sub", {x, offset})});
  return write("ixor", {low, write("shl", {isHigh, write.integer(31)})});
}

/// To the nearest whole number, halves away from zero.
Source lowerRound(Source x, SectionWriter &write) {
  Source magnitude = write("abs", {x});
  Source whole = write("floor", {magnitude});
  Source rest = write("sub", {magnitude, whole});
  Source isUp = write("fle", {write.number(0.5f), rest});
  Source up = write("add", {whole, write("itof", {isUp})});
  return write("copysign", {up, x});
}

/// Halves to even: above 2^23 all numbers are whole, so adding that rounds.
Source lowerRoundEven(Source x, SectionWriter &write) {
  Source magnitude = write("abs", {x}), large = write.number(8388608.0f);
  Source rounded = write("sub", {write("add", {magnitude, large}), large});
  Source isSmall = write("flt", {magnitude, large});
  Source whole = write("select", {isSmall, rounded, magnitude});
  return write("copysign", {whole, x});
}

/// Whether the order of i1 as a signed number is asked for: -1 is below 0
/// there, but registers hold 1.
bool ordersSignedBits(Operation &op) {
  if (op.getNumOperands() == 0 || !op.getOperand(0).getType().isInteger(1))
    return false;
  auto compare = dyn_cast<arith::CmpIOp>(op);
  return llvm::isa<arith::MaxSIOp, arith::MinSIOp, math::AbsIOp>(op) ||
         (compare && compare.getPredicate() >= arith::CmpIPredicate::slt &&
          compare.getPredicate() <= arith::CmpIPredicate::sge);
}

Source lowerUnrounded(Operation &op, ArrayRef<Source> operands,
                      SectionWriter &write) {
  if (StringRef mnemonic = directMnemonic(op); !mnemonic.empty())
    return write(mnemonic, operands);
  Source x = operands.empty() ? Source() : operands[0];
  return llvm::TypeSwitch<Operation *, Source>(&op)
      .Case([&](arith::DivFOp divide) {
        return lowerDivision(divide, x, operands[1], write);
      })
      .Case([&](arith::CmpFOp compare) {
        return lowerCompare(compare.getPredicate(), x, operands[1], write);
      })
      .Case([&](arith::CmpIOp compare) {
        return lowerCompare(compare.getPredicate(), x, operands[1], write);
      })
      .Case([&](math::ExpOp) { return lowerExp(x, write); })
      .Case([&](math::ExpM1Op) { return lowerExpMinus1(x, write); })
      .Case([&](math::LogOp) { return lowerLog(x, write); })
      .Case([&](math::Log1pOp) { return lowerLog1Plus(x, write); })
      .Case([&](math::Log10Op) {
        constexpr float log10of2 =
            std::numbers::ln2_v<float> / std::numbers::ln10_v<float>;
        return write("mul", {write("log2", {x}), write.number(log10of2)});
      })
      .Case([&](math::SinhOp) { return lowerSinh(x, write); })
      .Case([&](math::CoshOp) { return lowerCosh(x, write); })
      .Case([&](math::TanOp) {
        return write("mul", {lowerSine(x, 0, write),
                             write("rcp", {lowerSine(x, 1, write)})});
      })
      .Case([&](math::PowFOp) { return lowerPower(x, operands[1], write); })
      .Case([&](arith::MaxNumFOp) {
        return lowerOfNumbers("max", x, operands[1], write);
      })
      .Case([&](arith::MinNumFOp) {
        return lowerOfNumbers("min", x, operands[1], write);
      })
      .Case([&](arith::ShRUIOp shift) {
        if (shift.getType().isInteger(64))
          return Source(); // would need the upper half
        Source bits = shift.getType().isInteger(8)
                          ? write("iand", {x, write.integer(0xff)})
                          : x;
        return write("shru", {bits, operands[1]});
      })
      .Case([&](math::CeilOp) {
        return write("neg", {write("floor", {write("neg", {x})})});
      })
      .Case([&](math::SqrtOp) { return lowerSqrt(x, write); })
      .Case([&](math::ErfOp) { return lowerErf(x, write); })
      .Case([&](math::SinOp) { return lowerSine(x, 0, write); })
      .Case([&](math::CosOp) { return lowerSine(x, 1, write); })
      .Case([&](arith::SIToFPOp convert) {
        Source number = write("itof", {x});
        return convert.getIn().getType().isInteger(1) ? write("neg", {number})
                                                      : number;
      })
      .Case([&](arith::UIToFPOp convert) {
        return lowerUnsignedToFloat(x, convert.getIn().getType(), write);
      })
      .Case([&](arith::FPToUIOp convert) {
        return lowerFloatToUnsigned(x, convert.getType(), write);
      })
      .Case([&](arith::MaxUIOp) {
        return write("select",
                     {write("iltu", {x, operands[1]}), operands[1], x});
      })
      .Case([&](arith::MinUIOp) {
        return write("select",
                     {write("iltu", {x, operands[1]}), x, operands[1]});
      })
      .Case([&](math::AbsIOp) {
        return write("imax", {x, write("isub", {write.integer(0), x})});
      })
      .Case([&](math::TruncOp) {
        return write("copysign", {write("floor", {write("abs", {x})}), x});
      })
      .Case([&](math::RoundOp) { return lowerRound(x, write); })
      .Case([&](math::RoundEvenOp) { return lowerRoundEven(x, write); })
      .Case<arith::ExtFOp, arith::TruncFOp>([&](auto) { return x; })
      .Case<arith::ExtSIOp, arith::ExtUIOp, arith::TruncIOp, arith::IndexCastOp,
            arith::IndexCastUIOp>([&](auto) {
        // Lanes have 32 bits, and storing 64 extends with the sign.
        bool needsZeros = llvm::isa<arith::ExtUIOp>(op) &&
                          op.getOperand(0).getType().isInteger(32);
        return needsZeros ? Source() : lowerIntegerCast(op, x, write);
      })
      .Default([](auto) { return Source(); });
}

} // namespace

Source lowerScalar(Operation &op, ArrayRef<Source> operands,
                   SectionWriter &write) {
  auto isSupported = [](Type type) {
    return type.isF32() || type.isBF16() || type.isIndex() ||
           type.isInteger(1) || type.isInteger(8) || type.isInteger(32) ||
           type.isInteger(64);
  };
  if (op.getNumResults() != 1 || !isSupported(op.getResult(0).getType()) ||
      !llvm::all_of(op.getOperandTypes(), isSupported) || ordersSignedBits(op))
    return {};
  Source result = lowerUnrounded(op, operands, write);
  if (llvm::isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::ShLIOp,
                arith::ShRUIOp, math::AbsIOp>(op) &&
      result)
    result = wrap(result, op.getResult(0).getType(), write);
  // A BF16 value that is only yielded is rounded where it is stored.
  bool isYielded =
      llvm::all_of(op.getResult(0).getUsers(), [](Operation *user) {
        return user->hasTrait<OpTrait::IsTerminator>();
      });
  if (result && op.getResult(0).getType().isBF16() && !isYielded &&
      !llvm::isa<arith::SelectOp>(op))
    result = write("tobf16", {result});
  return result;
}

} // namespace alcyone::compiler
