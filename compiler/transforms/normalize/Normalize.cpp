// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-normalize: after it, a function holds linalg.generic, reshapes, slices,
// insertions and constants, and nothing else that computes.

#include "compiler/analysis/GenericKinds.h"
#include "compiler/transforms/Passes.h"
#include "compiler/transforms/normalize/Patterns.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/Transforms/Transforms.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "llvm/ADT/Sequence.h"

#include <cmath>

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_NORMALIZEPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// pad(x, value) -> insert x into a tensor filled with the value.
struct PadToInsert : OpRewritePattern<tensor::PadOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(tensor::PadOp op,
                                PatternRewriter &rewriter) const override {
    Value value = op.getConstantPaddingValue();
    if (!value || !op.getType().hasStaticShape())
      return rewriter.notifyMatchFailure(op, "not a constant, static padding");
    Location loc = op.getLoc();
    Value empty = tensor::EmptyOp::create(
        rewriter, loc, op.getType().getShape(), op.getType().getElementType());
    Value filled =
        linalg::FillOp::create(rewriter, loc, value, empty).getResult(0);
    SmallVector<OpFoldResult> sizes =
        tensor::getMixedSizes(rewriter, loc, op.getSource());
    SmallVector<OpFoldResult> strides(sizes.size(), rewriter.getIndexAttr(1));
    rewriter.replaceOpWithNewOp<tensor::InsertSliceOp>(
        op, op.getSource(), filled, op.getMixedLowPad(), sizes, strides);
    return success();
  }
};

/// fpowi with a small constant exponent -> products.
struct PowerToProducts : OpRewritePattern<math::FPowIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::FPowIOp op,
                                PatternRewriter &rewriter) const override {
    IntegerAttr exponent;
    if (!matchPattern(op.getRhs(), m_Constant(&exponent)) ||
        exponent.getInt() < 1 || exponent.getInt() > 8)
      return rewriter.notifyMatchFailure(op, "exponent is not in 1..8");
    Value product = op.getLhs();
    for (int64_t i = 1; i < exponent.getInt(); ++i)
      product =
          arith::MulFOp::create(rewriter, op.getLoc(), product, op.getLhs());
    rewriter.replaceOp(op, product);
    return success();
  }
};

/// powf with a constant exponent: small whole numbers -> fpowi, 0.5 -> sqrt,
/// -0.5 -> rsqrt; what is negative goes below 1.
struct PowerByConstant : OpRewritePattern<math::PowFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::PowFOp op,
                                PatternRewriter &rewriter) const override {
    FloatAttr exponent;
    if (!matchPattern(op.getRhs(), m_Constant(&exponent)))
      return rewriter.notifyMatchFailure(op, "exponent is not constant");
    double value = exponent.getValueAsDouble();
    Location loc = op.getLoc();
    if (value == 0.5)
      rewriter.replaceOpWithNewOp<math::SqrtOp>(op, op.getLhs());
    else if (value == -0.5)
      rewriter.replaceOpWithNewOp<math::RsqrtOp>(op, op.getLhs());
    else if (value == std::floor(value) && value >= 1 && value <= 8)
      rewriter.replaceOp(op, power(rewriter, loc, op.getLhs(), value));
    else if (value == std::floor(value) && value >= -8 && value <= -1)
      rewriter.replaceOpWithNewOp<arith::DivFOp>(
          op,
          arith::ConstantOp::create(rewriter, loc,
                                    rewriter.getFloatAttr(op.getType(), 1.0)),
          power(rewriter, loc, op.getLhs(), -value));
    else
      return rewriter.notifyMatchFailure(op, "exponent is not in 1..8");
    return success();
  }

private:
  static Value power(PatternRewriter &rewriter, Location loc, Value base,
                     int64_t exponent) {
    Value whole = arith::ConstantOp::create(
        rewriter, loc, rewriter.getI64IntegerAttr(exponent));
    return math::FPowIOp::create(rewriter, loc, base, whole);
  }
};

/// reshape -> collapse to one dimension and expand to the new ones.
struct ReshapeThroughVector : OpRewritePattern<tensor::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(tensor::ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    auto from = dyn_cast<RankedTensorType>(op.getSource().getType());
    auto to = dyn_cast<RankedTensorType>(op.getType());
    if (!from || !to || !from.hasStaticShape() || !to.hasStaticShape())
      return rewriter.notifyMatchFailure(op, "shapes are not static");
    auto all = [](RankedTensorType type) {
      SmallVector<ReassociationIndices> groups;
      if (type.getRank() > 0)
        groups.push_back(
            llvm::to_vector<2>(llvm::seq<int64_t>(0, type.getRank())));
      return groups;
    };
    Value value = op.getSource();
    auto vector =
        RankedTensorType::get({from.getNumElements()}, from.getElementType());
    if (from.getRank() > 1)
      value = tensor::CollapseShapeOp::create(rewriter, op.getLoc(), vector,
                                              value, all(from));
    else if (from.getRank() == 0)
      value = tensor::ExpandShapeOp::create(rewriter, op.getLoc(), vector,
                                            value, all(from));
    if (to.getRank() > 1)
      value = tensor::ExpandShapeOp::create(rewriter, op.getLoc(), to, value,
                                            all(to));
    else if (to.getRank() == 0)
      value = tensor::CollapseShapeOp::create(rewriter, op.getLoc(), to, value,
                                              all(to));
    rewriter.replaceOp(op, value);
    return success();
  }
};

/// splat -> fill.
struct SplatToFill : OpRewritePattern<tensor::SplatOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(tensor::SplatOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.getType().hasStaticShape())
      return rewriter.notifyMatchFailure(op, "shape is not static");
    Value empty =
        tensor::EmptyOp::create(rewriter, op.getLoc(), op.getType().getShape(),
                                op.getType().getElementType());
    rewriter.replaceOpWithNewOp<linalg::FillOp>(op, op.getInput(), empty);
    return success();
  }
};

/// Constants with so few elements are kept where folders can read them.
constexpr int64_t kSmallConstant = 1024;

/// Importers pass constants as resources, which upstream folders cannot read.
void readSmallConstants(func::FuncOp function) {
  function.walk([](arith::ConstantOp op) {
    auto resource = dyn_cast<DenseResourceElementsAttr>(op.getValue());
    if (!resource || resource.getNumElements() > kSmallConstant ||
        resource.getElementType().isInteger(1))
      return;
    AsmResourceBlob *blob = resource.getRawHandle().getBlob();
    auto type = cast<ShapedType>(resource.getType());
    bool isSplat = false;
    if (blob &&
        DenseElementsAttr::isValidRawBuffer(type, blob->getData(), isSplat))
      op.setValueAttr(
          DenseElementsAttr::getFromRawBuffer(type, blob->getData()));
  });
}

struct Normalize : impl::NormalizePassBase<Normalize> {
  void runOnOperation() override {
    if (getOperation().isExternal())
      return;
    if (failed(checkTypes(getOperation())))
      return signalPassFailure();
    MLIRContext *context = &getContext();
    readSmallConstants(getOperation());
    RewritePatternSet patterns(context);
    linalg::populateLinalgNamedOpsGeneralizationPatterns(patterns);
    linalg::populateEraseUnusedOperandsAndResultsPatterns(patterns);
    // Of upstream's fusions only that of constants that fill a tensor.
    linalg::populateElementwiseOpsFusionPatterns(
        patterns, [](OpOperand *) { return false; });
    tensor::populateDecomposeTensorConcatPatterns(patterns);
    tensor::populateMergeConsecutiveInsertExtractSlicePatterns(patterns);
    linalg::ControlDropUnitDims options;
    options.rankReductionStrategy = linalg::ControlDropUnitDims::
        RankReductionStrategy::ReassociativeReshape;
    linalg::populateFoldUnitExtentDimsPatterns(patterns, options);
    populateStartPatterns(patterns);
    populateGatherPatterns(patterns);
    patterns.add<PadToInsert, ReshapeThroughVector, SplatToFill,
                 PowerToProducts, PowerByConstant>(context);
    for (Dialect *dialect : context->getLoadedDialects())
      if (isa<linalg::LinalgDialect, tensor::TensorDialect>(dialect))
        dialect->getCanonicalizationPatterns(patterns);
    tensor::ExpandShapeOp::getCanonicalizationPatterns(patterns, context);
    tensor::CollapseShapeOp::getCanonicalizationPatterns(patterns, context);
    tensor::ExtractSliceOp::getCanonicalizationPatterns(patterns, context);
    tensor::InsertSliceOp::getCanonicalizationPatterns(patterns, context);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))) ||
        failed(checkOperations(getOperation())))
      signalPassFailure();
  }
};

} // namespace
} // namespace alcyone::compiler
