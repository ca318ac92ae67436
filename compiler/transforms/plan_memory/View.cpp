// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/plan_memory/View.h"
#include "compiler/analysis/Access.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace alcyone::compiler {

static void expand(tensor::ExpandShapeOp op, View &view) {
  ArrayRef<int64_t> shape = op.getResultType().getShape();
  SmallVector<int64_t> strides(shape.size());
  for (auto [dimension, group] :
       llvm::enumerate(op.getReassociationIndices())) {
    int64_t stride = view.strides[dimension];
    for (int64_t part : llvm::reverse(group)) {
      strides[part] = stride;
      stride *= shape[part];
    }
  }
  view.strides = strides;
}

static LogicalResult collapse(tensor::CollapseShapeOp op, View &view) {
  ArrayRef<int64_t> shape = op.getSrcType().getShape();
  SmallVector<int64_t> strides;
  for (const ReassociationIndices &group : op.getReassociationIndices()) {
    std::optional<int64_t> inner, next; // stride that the next dimension needs
    for (int64_t part : llvm::reverse(group)) {
      if (shape[part] == 1)
        continue;
      if (next && view.strides[part] != *next)
        return failure();
      if (!inner)
        inner = view.strides[part];
      next = view.strides[part] * shape[part];
    }
    strides.push_back(inner.value_or(1));
  }
  view.strides = strides;
  return success();
}

static void slice(tensor::ExtractSliceOp op, View &view) {
  llvm::SmallBitVector dropped = op.getDroppedDims();
  SmallVector<int64_t> strides;
  for (auto [dimension, stride] : llvm::enumerate(view.strides)) {
    view.offset += op.getStaticOffset(dimension) * stride;
    if (!dropped.test(dimension))
      strides.push_back(stride * op.getStaticStride(dimension));
  }
  view.strides = strides;
}

FailureOr<View> resolveView(Value value, Value &obstacle) {
  Operation *op = value.getDefiningOp();
  if (!llvm::isa_and_nonnull<tensor::ExpandShapeOp, tensor::CollapseShapeOp,
                             tensor::ExtractSliceOp>(op))
    return View{
        value, 0,
        contiguousStrides(cast<RankedTensorType>(value.getType()).getShape())};
  FailureOr<View> view = resolveView(op->getOperand(0), obstacle);
  if (failed(view))
    return failure();
  if (auto reshape = dyn_cast<tensor::ExpandShapeOp>(op))
    expand(reshape, *view);
  else if (auto extract = dyn_cast<tensor::ExtractSliceOp>(op))
    slice(extract, *view);
  else if (failed(collapse(cast<tensor::CollapseShapeOp>(op), *view))) {
    obstacle = op->getOperand(0);
    return failure();
  }
  return view;
}

} // namespace alcyone::compiler
