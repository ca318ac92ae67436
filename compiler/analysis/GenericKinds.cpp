// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/analysis/GenericKinds.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace alcyone::compiler {

static bool uses(AffineMap map, unsigned loop) {
  return map.isFunctionOfDim(loop);
}

/// Looks through widening casts.
static Value skipCasts(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<arith::ExtFOp, arith::TruncFOp>(op))
      break;
    value = op->getOperand(0);
  }
  return value;
}

/// Whether the body is yield(out + a * b) for block arguments a and b.
static bool hasContractionBody(linalg::GenericOp op) {
  Block *body = op.getBody();
  auto add =
      body->getTerminator()->getOperand(0).getDefiningOp<arith::AddFOp>();
  if (!add)
    return false;
  Value out = body->getArgument(2);
  Value product = add.getLhs() == out   ? add.getRhs()
                  : add.getRhs() == out ? add.getLhs()
                                        : Value();
  if (!product)
    return false;
  auto multiply = skipCasts(product).getDefiningOp<arith::MulFOp>();
  if (!multiply)
    return false;
  Value lhs = skipCasts(multiply.getLhs()), rhs = skipCasts(multiply.getRhs());
  return (lhs == body->getArgument(0) && rhs == body->getArgument(1)) ||
         (lhs == body->getArgument(1) && rhs == body->getArgument(0));
}

std::optional<ContractionLoops> matchContraction(linalg::GenericOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumResults() != 1 ||
      op.hasIndexSemantics() || !hasContractionBody(op))
    return std::nullopt;
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  SmallVector<int64_t> extents = op.getStaticLoopRanges();
  ContractionLoops loops;
  for (unsigned loop = 0; loop < op.getNumLoops(); ++loop) {
    bool inA = uses(maps[0], loop), inB = uses(maps[1], loop),
         inC = uses(maps[2], loop);
    if (inA && inB && inC)
      loops.batch.push_back(loop);
    else if (inA && !inB && inC)
      loops.m.push_back(loop);
    else if (!inA && inB && inC)
      loops.n.push_back(loop);
    else if (inA && inB && !inC) {
      loops.k.push_back(loop);
      if (ShapedType::isDynamic(extents[loop]))
        loops.kExtent = kMinimumTensorDepth;
      else
        loops.kExtent *= extents[loop];
    } else
      return std::nullopt;
  }
  if (loops.kExtent < kMinimumTensorDepth ||
      (loops.m.empty() && loops.n.empty()))
    return std::nullopt;
  return loops;
}

std::optional<ContractionLoops> matchTensorContraction(linalg::GenericOp op) {
  for (OpOperand &operand : op->getOpOperands()) {
    Type element = getElementTypeOrSelf(operand.get().getType());
    if (op.isDpsInit(&operand) ? !element.isF32() : !element.isBF16())
      return std::nullopt;
  }
  return matchContraction(op);
}

bool isMovement(linalg::GenericOp op) {
  if (!isElementwise(op) || op.getNumResults() != 1)
    return false;
  auto yielded =
      dyn_cast<BlockArgument>(op.getBody()->getTerminator()->getOperand(0));
  return yielded && yielded.getArgNumber() < op.getNumDpsInputs();
}

bool isRounding(linalg::GenericOp op) {
  if (op.getNumDpsInputs() != 1 || op.getNumResults() != 1 ||
      !isElementwise(op) ||
      !llvm::all_of(op.getIndexingMapsArray(),
                    [](AffineMap map) { return map.isIdentity(); }))
    return false;
  auto truncate = op.getBody()
                      ->getTerminator()
                      ->getOperand(0)
                      .getDefiningOp<arith::TruncFOp>();
  return truncate && truncate.getType().isBF16() &&
         truncate.getIn() == op.getBody()->getArgument(0) &&
         truncate.getIn().getType().isF32();
}

bool isFill(linalg::GenericOp op) {
  return isElementwise(op) &&
         llvm::all_of(
             op.getBody()->getTerminator()->getOperands(),
             [](Value value) { return matchPattern(value, m_Constant()); });
}

bool hasExtract(linalg::GenericOp op) {
  return !op.getBody()->getOps<tensor::ExtractOp>().empty();
}

bool isElementwise(linalg::GenericOp op) {
  return op.getNumLoops() == op.getNumParallelLoops();
}

TypedAttr constantFill(Value value) {
  DenseElementsAttr constant;
  if (matchPattern(value, m_Constant(&constant)) && constant.isSplat())
    return constant.getSplatValue<TypedAttr>();
  auto result = dyn_cast<OpResult>(value);
  if (!result)
    return {};
  TypedAttr attribute;
  if (auto fill = dyn_cast<linalg::FillOp>(result.getOwner())) {
    if (matchPattern(fill.getInputs()[0], m_Constant(&attribute)))
      return attribute;
  } else if (auto generic = dyn_cast<linalg::GenericOp>(result.getOwner())) {
    Value yielded = generic.getBody()->getTerminator()->getOperand(
        result.getResultNumber());
    if (isElementwise(generic) && matchPattern(yielded, m_Constant(&attribute)))
      return attribute;
    // Passes on a constant input: a scalar, or a tensor of one value.
    auto argument = dyn_cast<BlockArgument>(yielded);
    if (isElementwise(generic) && argument &&
        argument.getOwner() == generic.getBody() &&
        argument.getArgNumber() < generic.getNumDpsInputs()) {
      Value input = generic.getInputs()[argument.getArgNumber()];
      if (matchPattern(input, m_Constant(&attribute)) &&
          !isa<ElementsAttr>(attribute))
        return attribute;
      return constantFill(input);
    }
  } else if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(
                 result.getOwner())) {
    return constantFill(result.getOwner()->getOperand(0));
  }
  return {};
}

} // namespace alcyone::compiler
