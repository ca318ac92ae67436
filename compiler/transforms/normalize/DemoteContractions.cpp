// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-demote-contractions: brings contractions into the one form that the
// tensor unit computes: BF16 operands, FP32 sums, from zero. FP32 operands are
// rounded; a BF16 result is rounded, and a start value added, afterwards.

#include "compiler/analysis/GenericKinds.h"
#include "compiler/transforms/Passes.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_DEMOTECONTRACTIONSPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// A generic that rounds `value` element by element.
Value roundToBF16(OpBuilder &builder, Location loc, Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(builder, loc, value);
  Value empty =
      tensor::EmptyOp::create(builder, loc, sizes, builder.getBF16Type());
  AffineMap identity = builder.getMultiDimIdentityMap(type.getRank());
  SmallVector<utils::IteratorType> iterators(type.getRank(),
                                             utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      builder, loc, empty.getType(), value, empty,
      ArrayRef<AffineMap>{identity, identity}, iterators,
      [](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        Value rounded = arith::TruncFOp::create(
            nested, nestedLoc, nested.getBF16Type(), arguments[0]);
        linalg::YieldOp::create(nested, nestedLoc, rounded);
      });
  return generic.getResult(0);
}

SmallVector<utils::IteratorType> parallelLoops(int64_t count) {
  return SmallVector<utils::IteratorType>(count, utils::IteratorType::parallel);
}

/// A tensor of FP32 zeros with the shape of `like`.
Value zeros(OpBuilder &builder, Location loc, Value like) {
  Type element = builder.getF32Type();
  Value zero =
      arith::ConstantOp::create(builder, loc, builder.getZeroAttr(element));
  Value empty = tensor::EmptyOp::create(
      builder, loc, tensor::getMixedSizes(builder, loc, like), element);
  int64_t rank = cast<RankedTensorType>(like.getType()).getRank();
  auto fill = linalg::GenericOp::create(
      builder, loc, empty.getType(), ValueRange(), empty,
      ArrayRef<AffineMap>{builder.getMultiDimIdentityMap(rank)},
      parallelLoops(rank), [&](OpBuilder &nested, Location at, ValueRange) {
        linalg::YieldOp::create(nested, at, zero);
      });
  return fill.getResult(0);
}

/// The contraction of `op` on BF16 operands, in FP32 and from zero.
Value contract(OpBuilder &builder, linalg::GenericOp op) {
  Location loc = op.getLoc();
  SmallVector<Value> inputs;
  for (Value input : op.getInputs()) {
    bool isF32 = getElementTypeOrSelf(input.getType()).isF32();
    inputs.push_back(isF32 ? roundToBF16(builder, loc, input) : input);
  }
  Value start = zeros(builder, loc, op.getOutputs()[0]);
  auto demoted = linalg::GenericOp::create(
      builder, loc, start.getType(), inputs, start, op.getIndexingMapsArray(),
      op.getIteratorTypesArray(),
      [](OpBuilder &nested, Location at, ValueRange arguments) {
        Type wide = arguments[2].getType();
        Value lhs = arith::ExtFOp::create(nested, at, wide, arguments[0]);
        Value rhs = arith::ExtFOp::create(nested, at, wide, arguments[1]);
        Value product = arith::MulFOp::create(nested, at, lhs, rhs);
        linalg::YieldOp::create(
            nested, at,
            arith::AddFOp::create(nested, at, arguments[2], product)
                .getResult());
      });
  return demoted.getResult(0);
}

/// `sum`, plus what the contraction started from (if not null), as `type`.
Value finish(OpBuilder &builder, Location loc, Value sum, Value start,
             RankedTensorType type) {
  if (!start && sum.getType() == type)
    return sum;
  SmallVector<Value> inputs{sum};
  if (start)
    inputs.push_back(start);
  Value empty = tensor::EmptyOp::create(
      builder, loc, tensor::getMixedSizes(builder, loc, sum),
      type.getElementType());
  SmallVector<AffineMap> maps(inputs.size() + 1,
                              builder.getMultiDimIdentityMap(type.getRank()));
  auto generic = linalg::GenericOp::create(
      builder, loc, type, inputs, empty, maps, parallelLoops(type.getRank()),
      [&](OpBuilder &nested, Location at, ValueRange arguments) {
        Value value = arguments[0];
        bool isNarrow = type.getElementType().isBF16();
        if (start) {
          Value first = arguments[1];
          if (isNarrow)
            first = arith::ExtFOp::create(nested, at, value.getType(), first);
          value = arith::AddFOp::create(nested, at, value, first);
        }
        if (isNarrow)
          value =
              arith::TruncFOp::create(nested, at, type.getElementType(), value);
        linalg::YieldOp::create(nested, at, value);
      });
  return generic.getResult(0);
}

bool startsFromZero(linalg::GenericOp op) {
  auto start = dyn_cast_or_null<FloatAttr>(constantFill(op.getOutputs()[0]));
  return start && start.getValue().isZero();
}

bool hasElements(ValueRange tensors, llvm::function_ref<bool(Type)> isOne) {
  return llvm::all_of(tensors, [&](Value tensor) {
    return isOne(getElementTypeOrSelf(tensor.getType()));
  });
}

/// Whether the tensor unit can do it once its operands are rounded.
bool isForTensorUnit(linalg::GenericOp op) {
  auto fits = [](Type type) { return type.isF32() || type.isBF16(); };
  return matchContraction(op) && hasElements(op.getInputs(), fits) &&
         hasElements(op.getOutputs(), fits);
}

/// Whether it already is as the tensor unit wants it.
bool isDemoted(linalg::GenericOp op) {
  return startsFromZero(op) &&
         hasElements(op.getInputs(), [](Type type) { return type.isBF16(); }) &&
         hasElements(op.getOutputs(), [](Type type) { return type.isF32(); });
}

/// Reads the sources of broadcasts and transposes instead of their results,
/// where `op` stays a contraction: what is rounded is then no larger than it
/// has to be.
void absorbMovements(linalg::GenericOp op) {
  for (OpOperand *operand : op.getDpsInputOperands()) {
    auto movement = operand->get().getDefiningOp<linalg::GenericOp>();
    if (!movement || !isMovement(movement) || hasExtract(movement) ||
        movement.getNumDpsInputs() != 1 ||
        !movement.getMatchingIndexingMap(movement.getDpsInitOperand(0))
             .isIdentity())
      continue;
    AffineMap map =
        movement.getMatchingIndexingMap(movement.getDpsInputOperand(0));
    Value before = operand->get();
    ArrayAttr mapsBefore = op.getIndexingMaps();
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    AffineMap &own = maps[operand->getOperandNumber()];
    own = map.compose(own);
    operand->set(movement.getInputs()[0]);
    op.setIndexingMapsAttr(
        Builder(op.getContext()).getAffineMapArrayAttr(maps));
    if (!own.isProjectedPermutation() || !isForTensorUnit(op)) {
      operand->set(before);
      op.setIndexingMapsAttr(mapsBefore);
    }
  }
}

struct DemoteContractions
    : impl::DemoteContractionsPassBase<DemoteContractions> {
  void runOnOperation() override {
    SmallVector<linalg::GenericOp> contractions;
    getOperation().walk([&](linalg::GenericOp op) {
      if (isForTensorUnit(op) && !isDemoted(op))
        contractions.push_back(op);
    });
    llvm::for_each(contractions, absorbMovements);
    for (linalg::GenericOp op : contractions) {
      OpBuilder builder(op);
      Value start = startsFromZero(op) ? Value() : op.getOutputs()[0];
      auto type = cast<RankedTensorType>(op.getResult(0).getType());
      Value result =
          finish(builder, op.getLoc(), contract(builder, op), start, type);
      op.getResult(0).replaceAllUsesWith(result);
      op.erase();
    }
  }
};

} // namespace
} // namespace alcyone::compiler
