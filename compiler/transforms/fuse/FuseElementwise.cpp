// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-fuse-elementwise: upstream's fusion under our rules of what pays.

#include "compiler/analysis/GenericKinds.h"
#include "compiler/transforms/Passes.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Streams of one vector instruction (isa/engines/Tvp.td).
constexpr unsigned kInputStreams = 4, kOutputStreams = 2;

/// Whether computing the producer again for every consumer costs less than
/// storing it: at most one operand of full rank and two cheap operations.
bool isCheapToRepeat(linalg::GenericOp producer) {
  unsigned fullRank = 0, operations = 0;
  for (OpOperand *input : producer.getDpsInputOperands())
    fullRank += producer.getMatchingIndexingMap(input).getNumResults() ==
                producer.getNumLoops();
  for (Operation &op : producer.getBody()->without_terminator()) {
    ++operations;
    if (op.getDialect()->getNamespace() == "math")
      return false;
  }
  return fullRank <= 1 && operations <= 2;
}

/// Whether everyone who reads a movement can read its source instead.
bool isAbsorbed(linalg::GenericOp movement) {
  return llvm::all_of(movement->getUsers(), [](Operation *user) {
    auto generic = dyn_cast<linalg::GenericOp>(user);
    return generic && !hasExtract(generic);
  });
}

/// Distinct (tensor, map) inputs that the operation would have which is fused
/// through `operand`. Constants take no stream.
unsigned fusedInputs(linalg::GenericOp producer, OpOperand *operand) {
  auto consumer = cast<linalg::GenericOp>(operand->getOwner());
  AffineMap written =
      producer.getMatchingIndexingMap(producer.getDpsInitOperand(
          cast<OpResult>(operand->get()).getResultNumber()));
  AffineMap read = consumer.getMatchingIndexingMap(operand);
  llvm::SmallDenseSet<std::pair<Value, AffineMap>> inputs;
  for (OpOperand *input : consumer.getDpsInputOperands())
    if (input != operand && !constantFill(input->get()))
      inputs.insert({input->get(), consumer.getMatchingIndexingMap(input)});
  for (OpOperand *input : producer.getDpsInputOperands())
    if (!constantFill(input->get()))
      inputs.insert({input->get(), producer.getMatchingIndexingMap(input)
                                       .compose(inversePermutation(written))
                                       .compose(read)});
  return inputs.size();
}

/// What a fused body may hold: 32 registers for its values, and 255
/// micro-instructions a section, of which a function of `math` takes up to
/// forty (the tangent: two sines and a quotient).
constexpr unsigned kMostOperations = 24, kMostInstructions = 240;

bool fitsOneProgram(linalg::GenericOp producer, linalg::GenericOp consumer) {
  unsigned operations = 0, instructions = 0;
  for (linalg::GenericOp op : {producer, consumer})
    for (Operation &nested : op.getBody()->without_terminator()) {
      if (nested.hasTrait<OpTrait::ConstantLike>())
        continue;
      ++operations;
      instructions += nested.getDialect()->getNamespace() == "math" ? 40 : 2;
    }
  return operations <= kMostOperations && instructions <= kMostInstructions;
}

bool shouldFuse(OpOperand *operand) {
  auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
  if (!producer || !consumer || hasExtract(producer))
    return false;
  if (isMovement(producer))
    return !hasExtract(consumer) || producer->hasOneUse();
  if (hasExtract(consumer) || matchTensorContraction(consumer) ||
      (isMovement(consumer) && isAbsorbed(consumer)))
    return false;
  if (fusedInputs(producer, operand) > kInputStreams ||
      !fitsOneProgram(producer, consumer))
    return false;
  if (producer->hasOneUse())
    return true;
  // Rounding a value that is stored anyway is left to the DMA.
  // Results that others read are kept: they need a stream each.
  return producer->getNumResults() + consumer->getNumResults() <=
             kOutputStreams &&
         !isRounding(consumer) && isCheapToRepeat(producer) &&
         producer.getNumLoops() == consumer.getNumLoops();
}

/// A reshaped fill is a fill of the other shape.
struct ReshapeFill : RewritePattern {
  ReshapeFill(MLIRContext *context)
      : RewritePattern(MatchAnyOpTypeTag(), 1, context) {}
  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    if (!isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp,
             tensor::ExtractSliceOp>(op))
      return failure();
    auto fill = op->getOperand(0).getDefiningOp<linalg::GenericOp>();
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    TypedAttr value = fill ? constantFill(fill.getResult(0)) : TypedAttr();
    if (!value || !type.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "not a reshaped constant fill");
    Value scalar = arith::ConstantOp::create(rewriter, op->getLoc(), value);
    Value empty = tensor::EmptyOp::create(
        rewriter, op->getLoc(), type.getShape(), type.getElementType());
    SmallVector<utils::IteratorType> parallel(type.getRank(),
                                              utils::IteratorType::parallel);
    rewriter.replaceOpWithNewOp<linalg::GenericOp>(
        op, TypeRange{type}, ValueRange(), ValueRange{empty},
        ArrayRef<AffineMap>{rewriter.getMultiDimIdentityMap(type.getRank())},
        parallel, [&](OpBuilder &nested, Location loc, ValueRange) {
          linalg::YieldOp::create(nested, loc, scalar);
        });
    return success();
  }
};

/// A reshape moves through a generic that is its only partner.
bool shouldMoveReshape(OpOperand *operand) {
  Operation *producer = operand->get().getDefiningOp();
  return producer && producer->hasOneUse();
}

struct FuseElementwise : impl::FuseElementwisePassBase<FuseElementwise> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    RewritePatternSet patterns(context);
    linalg::populateElementwiseOpsFusionPatterns(patterns, shouldFuse);
    linalg::populateFoldReshapeOpsByExpansionPatterns(patterns,
                                                      shouldMoveReshape);
    linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
    linalg::GenericOp::getCanonicalizationPatterns(patterns, context);
    tensor::ExpandShapeOp::getCanonicalizationPatterns(patterns, context);
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns, context);
    patterns.add<ReshapeFill>(context);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
} // namespace alcyone::compiler
