// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-demote-contractions: FP32 operands of contractions are rounded to BF16.

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

/// The same contraction on BF16 inputs.
void demote(linalg::GenericOp op) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  SmallVector<Value> inputs;
  for (Value input : op.getInputs()) {
    bool isF32 = getElementTypeOrSelf(input.getType()).isF32();
    inputs.push_back(isF32 ? roundToBF16(builder, loc, input) : input);
  }
  auto demoted = linalg::GenericOp::create(
      builder, loc, op.getResultTypes(), inputs, op.getOutputs(),
      op.getIndexingMapsArray(), op.getIteratorTypesArray(),
      [](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        Type wide = arguments[2].getType();
        Value lhs = arguments[0], rhs = arguments[1];
        lhs = arith::ExtFOp::create(nested, nestedLoc, wide, lhs);
        rhs = arith::ExtFOp::create(nested, nestedLoc, wide, rhs);
        Value product = arith::MulFOp::create(nested, nestedLoc, lhs, rhs);
        Value sum =
            arith::AddFOp::create(nested, nestedLoc, arguments[2], product);
        linalg::YieldOp::create(nested, nestedLoc, sum);
      });
  op.replaceAllUsesWith(demoted);
  op.erase();
}

/// A contraction that starts from a tensor becomes one that starts from zero
/// and an addition.
void splitStart(linalg::GenericOp op) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Value start = op.getOutputs()[0];
  auto type = cast<RankedTensorType>(start.getType());
  Value zero = arith::ConstantOp::create(
      builder, loc, builder.getZeroAttr(type.getElementType()));
  Value empty = tensor::EmptyOp::create(
      builder, loc, tensor::getMixedSizes(builder, loc, start),
      type.getElementType());
  AffineMap identity = builder.getMultiDimIdentityMap(type.getRank());
  SmallVector<utils::IteratorType> parallel(type.getRank(),
                                            utils::IteratorType::parallel);
  auto fill = linalg::GenericOp::create(
      builder, loc, type, ValueRange(), empty, ArrayRef<AffineMap>{identity},
      parallel, [&](OpBuilder &nested, Location nestedLoc, ValueRange) {
        linalg::YieldOp::create(nested, nestedLoc, zero);
      });
  op.getOutputsMutable().assign(fill.getResults());
  builder.setInsertionPointAfter(op);
  auto sum = linalg::GenericOp::create(
      builder, loc, type, ValueRange{op.getResult(0), start}, empty,
      ArrayRef<AffineMap>{identity, identity, identity}, parallel,
      [](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        Value added = arith::AddFOp::create(nested, nestedLoc, arguments[0],
                                            arguments[1]);
        linalg::YieldOp::create(nested, nestedLoc, added);
      });
  op.getResult(0).replaceAllUsesExcept(sum.getResult(0), sum);
}

bool startsFromZero(linalg::GenericOp op) {
  auto start =
      dyn_cast_or_null<FloatAttr>(constantFill(op.getOutputs()[0]));
  return start && start.getValue().isZero();
}

struct DemoteContractions
    : impl::DemoteContractionsPassBase<DemoteContractions> {
  void runOnOperation() override {
    SmallVector<linalg::GenericOp> contractions;
    getOperation().walk([&](linalg::GenericOp op) {
      if (matchContraction(op) &&
          getElementTypeOrSelf(op.getOutputs()[0].getType()).isF32())
        contractions.push_back(op);
    });
    for (linalg::GenericOp op : contractions) {
      if (!startsFromZero(op))
        splitStart(op);
      if (llvm::any_of(op.getInputs(), [](Value input) {
            return getElementTypeOrSelf(input.getType()).isF32();
          }))
        demote(op);
    }
  }
};

} // namespace
} // namespace alcyone::compiler
