// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/vector/BodyLowering.h"
#include "compiler/analysis/GenericKinds.h"
#include "compiler/vector/ScalarLowering.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace alcyone::compiler {

namespace {

/// A combiner that lanes can apply in any order, with its neutral value.
struct Combiner {
  StringRef perLane, acrossLanes;
  uint32_t neutralBits;
};

/// The combiner of result number `result`, if that is what the reduction does
/// with its accumulator, and all that it does with it.
std::optional<Combiner> matchCombiner(linalg::GenericOp op, unsigned result) {
  Block *body = op.getBody();
  Value accumulator = body->getArgument(op.getNumDpsInputs() + result);
  Operation *last = body->getTerminator()->getOperand(result).getDefiningOp();
  if (!last || !accumulator.hasOneUse() ||
      *accumulator.getUsers().begin() != last)
    return std::nullopt;
  if (llvm::isa<arith::AddFOp>(last))
    return Combiner{"add", "rsum", 0};
  if (llvm::isa<arith::MaximumFOp>(last))
    return Combiner{"max", "rmax", 0xff800000};
  if (llvm::isa<arith::MinimumFOp>(last))
    return Combiner{"min", "rmin", 0x7f800000};
  return std::nullopt;
}

class BodyLowering {
public:
  BodyLowering(linalg::GenericOp op, const VectorMapping &mapping)
      : op(op), mapping(mapping), body(op.getBody()),
        inner(mapping.isReduction || mapping.lanesInside ? Before : Body) {}

  FailureOr<MicroText> run() {
    bindInputs();
    if (mapping.isReduction && failed(startAccumulators()))
      return failure();
    for (Operation &nested : body->without_terminator())
      if (failed(lower(nested)))
        return failure();
    if (failed(finish()))
      return failure();
    program.removeDead();
    FailureOr<MicroText> text = program.assign();
    if (failed(text)) {
      program.makeConstantsWhereRead();
      program.removeDead();
      text = program.assign();
    }
    if (failed(text))
      return op.emitOpError(
          "needs more than the vector processor's 32 registers");
    for (auto &section : text->sections)
      if (section.size() > 255)
        return op.emitOpError("is more than 255 micro-instructions");
    return text;
  }

private:
  struct Known {
    Source source;
    Section section = Setup; // earliest section in which it is known
  };

  void bindInputs() {
    for (unsigned i = 0; i < op.getNumDpsInputs(); ++i) {
      int stream = mapping.inputStream[i];
      if (stream < 0) {
        bindFill(i);
        continue;
      }
      Source source{Source::Stream, unsigned(stream)};
      Section section = mapping.inputVaries[i] ? Body : inner;
      // What holds for a whole row is read once a row.
      if (section == Before && mapping.lanesInside)
        source = program.emit(Before, "mov", source);
      else if (section == Before)
        section = Body;
      values[body->getArgument(i)] = {source, section};
    }
  }

  /// An input that is the same constant everywhere is one in the registers.
  void bindFill(unsigned input) {
    TypedAttr value = constantFill(op.getDpsInputOperand(input)->get());
    if (std::optional<uint32_t> bits =
            value ? constantBits(value) : std::nullopt)
      values[body->getArgument(input)] = {program.constant(*bits), Setup};
  }

  LogicalResult startAccumulators() {
    for (unsigned i = 0; i < op.getNumDpsInits(); ++i) {
      TypedAttr start = constantFill(op.getDpsInitOperand(i)->get());
      std::optional<uint32_t> bits = start ? constantBits(start) : std::nullopt;
      if (!bits)
        return op.emitOpError("reduces into a value that is not a constant");
      startBits.push_back(*bits);
      uint32_t first = *bits;
      if (mapping.reducesLanes) {
        std::optional<Combiner> combiner = matchCombiner(op, i);
        if (!combiner)
          return op.emitOpError("reduces with an operation that has no form "
                                "across lanes");
        combiners.push_back(*combiner);
        first = combiner->neutralBits;
      }
      bool goesOn = !mapping.resultStream.empty() && !mapping.reducesLanes;
      Source accumulator = program.emit(
          Before, "mov", goesOn ? resultStream(i) : program.constant(first));
      accumulators.push_back(accumulator);
      values[body->getArgument(op.getNumDpsInputs() + i)] = {accumulator, Body};
    }
    return success();
  }

  Source resultStream(unsigned result) const {
    return {Source::Stream, unsigned(mapping.resultStream[result])};
  }

  /// The value's source, or nothing with an error at `user`.
  FailureOr<Known> find(Value value, Operation *user) {
    if (auto found = values.find(value); found != values.end())
      return found->second;
    Attribute constant;
    if (matchPattern(value, m_Constant(&constant)))
      if (std::optional<uint32_t> bits = constantBits(constant))
        return Known{program.constant(*bits), Setup};
    return user->emitOpError("uses a value of type ")
           << value.getType()
           << " that the vector processor cannot hold; it computes on f32, "
              "bf16 and integers that fit 32 bits";
  }

  LogicalResult lower(Operation &nested) {
    if (auto index = dyn_cast<linalg::IndexOp>(nested)) {
      int number = mapping.loopIndex[index.getDim()];
      if (number < 0)
        return nested.emitOpError("asks for a loop that the vector processor "
                                  "does not count");
      values[index] = {{Source::Index, unsigned(number)}, Body};
      return success();
    }
    SmallVector<Source> operands;
    Section section = Setup;
    SmallVector<Value> read(nested.operand_begin(), nested.operand_end());
    for (size_t i = 0; i < read.size(); ++i) {
      // A product left for its addition stands for its own operands.
      if (Operation *product = read[i].getDefiningOp();
          product && pending.contains(product)) {
        read.append(product->operand_begin(), product->operand_end());
        continue;
      }
      FailureOr<Known> value = find(read[i], &nested);
      if (failed(value))
        return failure();
      operands.push_back(value->source);
      section = std::max(section, value->section);
    }
    if (fuseMultiply(nested, section))
      return success();
    SectionWriter write(program, section);
    Source result = lowerRootQuotient(nested, operands, write);
    if (!result)
      result = lowerScalar(nested, operands, write);
    if (!result)
      return nested.emitOpError("cannot be lowered: the vector processor has "
                                "no form for it on these types");
    values[nested.getResult(0)] = {result, section};
    return success();
  }

  /// a / sqrt(b) is a * rsqrt(b).
  Source lowerRootQuotient(Operation &nested, ArrayRef<Source> operands,
                           SectionWriter &write) {
    auto divide = dyn_cast<arith::DivFOp>(nested);
    if (!divide)
      return {};
    auto root = divide.getRhs().getDefiningOp<math::SqrtOp>();
    auto argument = root ? values.find(root.getOperand()) : values.end();
    if (argument == values.end())
      return {};
    Section section = argument->second.section;
    Source inverse = program.emit(section, "rsqrt", {argument->second.source});
    FloatAttr constant;
    if (matchPattern(divide.getLhs(), m_Constant(&constant)) &&
        constant.getValue().isExactlyValue(1.0))
      return inverse;
    return write("mul", {operands[0], inverse});
  }

  /// a * b + c, where the product has no other use, is one instruction: the
  /// product is left out when its addition comes.
  bool fuseMultiply(Operation &nested, Section section) {
    if (llvm::isa<arith::MulFOp>(nested) && isFused(nested)) {
      pending.insert(&nested);
      return true;
    }
    auto add = dyn_cast<arith::AddFOp>(nested);
    if (!add)
      return false;
    for (auto [product, other] : {std::pair(add.getLhs(), add.getRhs()),
                                  std::pair(add.getRhs(), add.getLhs())}) {
      Operation *multiply = product.getDefiningOp();
      if (!multiply || !pending.contains(multiply))
        continue;
      Source a = find(multiply->getOperand(0), multiply)->source;
      Source b = find(multiply->getOperand(1), multiply)->source;
      Source c = find(other, &nested)->source;
      values[add.getResult()] = {program.emit(section, "fma", {a, b, c}),
                                 section};
      return true;
    }
    return false;
  }

  /// Whether the product's only use is an FP32 addition of the same section
  /// whose other operand is not such a product itself.
  bool isFused(Operation &multiply) {
    if (!multiply.hasOneUse() || !multiply.getResult(0).getType().isF32())
      return false;
    auto add = dyn_cast<arith::AddFOp>(*multiply.getUsers().begin());
    if (!add)
      return false;
    Value other =
        add.getLhs() == multiply.getResult(0) ? add.getRhs() : add.getLhs();
    if (other == multiply.getResult(0))
      return false;
    Operation *definition = other.getDefiningOp();
    return !definition || !pending.contains(definition);
  }

  LogicalResult finish() {
    Operation *terminator = body->getTerminator();
    SmallVector<Source> results;
    for (Value operand : terminator->getOperands()) {
      FailureOr<Known> value = find(operand, terminator);
      if (failed(value))
        return failure();
      results.push_back(value->source);
    }
    if (!mapping.isReduction) {
      for (auto [number, result] : llvm::enumerate(results))
        program.store(Body, number, result);
      return success();
    }
    bool isDirect = results.size() == 1 &&
                    program.retarget(Body, results[0], accumulators[0]);
    if (!isDirect)
      for (auto [accumulator, result] : llvm::zip(accumulators, results))
        program.emit(Body, "mov", {result}, accumulator);
    for (auto [number, accumulator] : llvm::enumerate(accumulators)) {
      Source value = accumulator;
      if (mapping.reducesLanes) {
        value = program.emit(After, combiners[number].acrossLanes, value);
        if (!mapping.resultStream.empty())
          value = program.emit(After, combiners[number].perLane,
                               {value, resultStream(number)});
        else if (startBits[number] != combiners[number].neutralBits)
          value = program.emit(After, combiners[number].perLane,
                               {value, program.constant(startBits[number])});
      }
      program.store(After, number, value);
    }
    return success();
  }

  linalg::GenericOp op;
  const VectorMapping &mapping;
  Block *body;
  /// Section in which what does not change in the inner loops is known.
  Section inner;
  MicroProgram program;
  llvm::DenseMap<Value, Known> values;
  llvm::SmallPtrSet<Operation *, 4> pending;
  SmallVector<Source> accumulators;
  SmallVector<Combiner> combiners;
  SmallVector<uint32_t> startBits;
};

} // namespace

FailureOr<MicroText> lowerBody(linalg::GenericOp op,
                               const VectorMapping &mapping) {
  return BodyLowering(op, mapping).run();
}

bool combinesAcrossLanes(linalg::GenericOp op) {
  for (unsigned result = 0; result < op.getNumResults(); ++result)
    if (!matchCombiner(op, result))
      return false;
  return true;
}

bool hasRowInvariants(linalg::GenericOp op, ArrayRef<bool> inputVaries) {
  llvm::SmallPtrSet<Value, 8> varying;
  for (BlockArgument argument : op.getBody()->getArguments())
    if (argument.getArgNumber() >= inputVaries.size() ||
        inputVaries[argument.getArgNumber()])
      varying.insert(argument);
  for (Operation &nested : op.getBody()->without_terminator()) {
    bool isConstant = llvm::all_of(nested.getOperands(), [](Value operand) {
      return matchPattern(operand, m_Constant());
    });
    bool isVarying = llvm::isa<linalg::IndexOp>(nested) ||
                     llvm::any_of(nested.getOperands(), [&](Value operand) {
                       return varying.contains(operand);
                     });
    if (isVarying)
      varying.insert(nested.getResult(0));
    else if (!isConstant)
      return true;
  }
  return false;
}

} // namespace alcyone::compiler
