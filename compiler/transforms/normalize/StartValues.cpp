// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Generics that go on from the values in outs() read them as an input instead:
//   elementwise                 an input like any other
//   acc = combine(acc, f(x))    reduce from the neutral value, combine after it
//   any other reduction         acc is the input in the first iteration

#include "compiler/analysis/GenericKinds.h"
#include "compiler/transforms/normalize/Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace alcyone::compiler {

namespace {

SmallVector<utils::IteratorType> parallelLoops(int64_t count) {
  return SmallVector<utils::IteratorType>(count, utils::IteratorType::parallel);
}

/// A tensor like `like` that holds one value.
Value filled(OpBuilder &builder, Location loc, Value like, TypedAttr value) {
  Value scalar = arith::ConstantOp::create(builder, loc, value);
  Value empty = tensor::EmptyOp::create(
      builder, loc, tensor::getMixedSizes(builder, loc, like),
      getElementTypeOrSelf(like.getType()));
  return linalg::FillOp::create(builder, loc, scalar, empty).getResult(0);
}

/// Moves the body of `op` into `target`, whose block has the same arguments
/// with copies of the outputs' between inputs and outputs. Returns those.
SmallVector<Value> moveBody(linalg::GenericOp op, linalg::GenericOp target,
                            PatternRewriter &rewriter) {
  Block *block = &target.getRegion().emplaceBlock();
  SmallVector<Value> arguments, starts;
  auto add = [&](Value like) {
    return block->addArgument(getElementTypeOrSelf(like.getType()),
                              like.getLoc());
  };
  for (Value input : op.getInputs())
    arguments.push_back(add(input));
  for (Value output : op.getOutputs())
    starts.push_back(add(output));
  for (Value output : op.getOutputs())
    arguments.push_back(add(output));
  rewriter.mergeBlocks(op.getBody(), block, arguments);
  return starts;
}

/// `op` with its outputs as further inputs, starting from `outputs`.
linalg::GenericOp addStartInputs(linalg::GenericOp op, ValueRange outputs,
                                 PatternRewriter &rewriter) {
  SmallVector<Value> inputs(op.getInputs());
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  unsigned position = inputs.size();
  for (OpOperand &output : op.getDpsInitsMutable()) {
    inputs.push_back(output.get());
    maps.insert(maps.begin() + position++, op.getMatchingIndexingMap(&output));
  }
  return linalg::GenericOp::create(rewriter, op.getLoc(), op.getResultTypes(),
                                   inputs, outputs, maps,
                                   op.getIteratorTypesArray());
}

struct ElementwiseStart : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    auto isRead = [&](OpOperand &output) {
      return op.payloadUsesValueFromOperand(&output);
    };
    if (!isElementwise(op) || llvm::none_of(op.getDpsInitsMutable(), isRead))
      return rewriter.notifyMatchFailure(op, "does not read its outputs");
    SmallVector<Value> empties;
    for (Value output : op.getOutputs())
      empties.push_back(tensor::EmptyOp::create(
          rewriter, op.getLoc(),
          tensor::getMixedSizes(rewriter, op.getLoc(), output),
          getElementTypeOrSelf(output.getType())));
    linalg::GenericOp target = addStartInputs(op, empties, rewriter);
    SmallVector<Value> starts = moveBody(op, target, rewriter);
    for (auto [start, output] : llvm::zip(starts, target.getRegionOutputArgs()))
      rewriter.replaceAllUsesWith(output, start);
    rewriter.replaceOp(op, target.getResults());
    return success();
  }
};

/// The operation that combines the accumulator of result 0 with something, if
/// that is all that happens to the accumulator.
Operation *matchCombiner(linalg::GenericOp op) {
  Value accumulator = op.getRegionOutputArgs()[0];
  Operation *last =
      op.getBody()->getTerminator()->getOperand(0).getDefiningOp();
  bool isCombiner =
      last && op.getNumResults() == 1 && accumulator.hasOneUse() &&
      *accumulator.getUsers().begin() == last && arith::getNeutralElement(last);
  return isCombiner ? last : nullptr;
}

/// What `combiner` starts from so that nothing changes.
TypedAttr neutralValue(Operation *combiner) {
  if (isa<arith::AddFOp>(combiner)) // the vector processor's lanes start so
    return Builder(combiner->getContext())
        .getFloatAttr(combiner->getResult(0).getType(), 0.0);
  return *arith::getNeutralElement(combiner);
}

struct ReductionStart : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::GenericOp op,
                                PatternRewriter &rewriter) const override {
    auto isKnown = [](Value output) { return bool(constantFill(output)); };
    if (isElementwise(op) || llvm::all_of(op.getOutputs(), isKnown))
      return rewriter.notifyMatchFailure(op, "starts from constants");
    if (matchContraction(op))
      return rewriter.notifyMatchFailure(op, "is left to demotion");
    if (Operation *combiner = matchCombiner(op))
      combineAfterwards(op, combiner, rewriter);
    else
      takeInFirstIteration(op, rewriter);
    return success();
  }

private:
  static void combineAfterwards(linalg::GenericOp op, Operation *combiner,
                                PatternRewriter &rewriter) {
    Location loc = op.getLoc();
    Value start = op.getOutputs()[0];
    auto type = cast<RankedTensorType>(start.getType());
    Value neutral = filled(rewriter, loc, start, neutralValue(combiner));
    rewriter.modifyOpInPlace(op,
                             [&] { op.getOutputsMutable().assign(neutral); });
    rewriter.setInsertionPointAfter(op);
    Value empty = tensor::EmptyOp::create(
        rewriter, loc, tensor::getMixedSizes(rewriter, loc, start),
        type.getElementType());
    SmallVector<AffineMap> maps(
        3, rewriter.getMultiDimIdentityMap(type.getRank()));
    bool isFirst = combiner->getOperand(0) == op.getRegionOutputArgs()[0];
    auto combined = linalg::GenericOp::create(
        rewriter, loc, type, ValueRange{start, op.getResult(0)}, empty, maps,
        parallelLoops(type.getRank()),
        [&](OpBuilder &nested, Location at, ValueRange arguments) {
          IRMapping mapping;
          mapping.map(combiner->getOperand(isFirst ? 0 : 1), arguments[0]);
          mapping.map(combiner->getOperand(isFirst ? 1 : 0), arguments[1]);
          Operation *copy = nested.clone(*combiner, mapping);
          linalg::YieldOp::create(nested, at, copy->getResults());
        });
    rewriter.replaceAllUsesExcept(op.getResult(0), combined.getResult(0),
                                  combined);
  }

  static void takeInFirstIteration(linalg::GenericOp op,
                                   PatternRewriter &rewriter) {
    Location loc = op.getLoc();
    SmallVector<Value> zeros;
    for (Value output : op.getOutputs())
      zeros.push_back(filled(rewriter, loc, output,
                             cast<TypedAttr>(rewriter.getZeroAttr(
                                 getElementTypeOrSelf(output.getType())))));
    linalg::GenericOp target = addStartInputs(op, zeros, rewriter);
    SmallVector<Value> starts = moveBody(op, target, rewriter);
    rewriter.setInsertionPointToStart(target.getBody());
    Value zero = arith::ConstantIndexOp::create(rewriter, loc, 0);
    Value isFirst;
    for (auto [loop, kind] : llvm::enumerate(target.getIteratorTypesArray())) {
      if (kind != utils::IteratorType::reduction)
        continue;
      Value counter = linalg::IndexOp::create(rewriter, loc, loop);
      Value isZero = arith::CmpIOp::create(
          rewriter, loc, arith::CmpIPredicate::eq, counter, zero);
      isFirst = isFirst ? arith::AndIOp::create(rewriter, loc, isFirst, isZero)
                              .getResult()
                        : isZero;
    }
    for (auto [start, accumulator] :
         llvm::zip(starts, target.getRegionOutputArgs())) {
      auto value =
          arith::SelectOp::create(rewriter, loc, isFirst, start, accumulator);
      rewriter.replaceAllUsesExcept(accumulator, value, value);
    }
    rewriter.replaceOp(op, target.getResults());
  }
};

} // namespace

void populateStartPatterns(RewritePatternSet &patterns) {
  patterns.add<ElementwiseStart, ReductionStart>(patterns.getContext());
}

} // namespace alcyone::compiler
