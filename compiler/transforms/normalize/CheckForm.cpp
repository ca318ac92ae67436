// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What alc-normalize leaves over and has no form on the chip is an error here,
// so that the passes after it need not ask.

#include "compiler/analysis/Access.h"
#include "compiler/transforms/normalize/Patterns.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace mlir;

namespace alcyone::compiler {

/// No memory of any chip holds more; products of sizes stay far below 2^63.
static constexpr int64_t kMaximumElements = int64_t(1) << 44;

/// Why there can be no value of this type; empty if there can.
static std::string problemOf(Type type) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || !tensor.hasStaticShape()) {
    stream << "has type " << type << "; only tensors of static shape exist";
    return text;
  }
  Type element = tensor.getElementType();
  bool isKnown = element.isF32() || element.isBF16() || element.isInteger(1) ||
                 element.isInteger(8) || element.isInteger(32) ||
                 element.isInteger(64);
  if (!isKnown || (isa<IntegerType>(element) && !element.isSignlessInteger())) {
    stream << "has elements of type " << element
           << "; there are f32, bf16, i1, i8, i32 and i64";
    return text;
  }
  int64_t elements = 1;
  for (int64_t size : tensor.getShape())
    if (size > 0 && elements > kMaximumElements / size) {
      stream << "has type " << type << ", more than any memory holds";
      return text;
    } else {
      elements *= std::max<int64_t>(size, 1);
    }
  return text;
}

static LogicalResult checkSlice(Operation &op) {
  auto slice = cast<OffsetSizeAndStrideOpInterface>(op);
  auto isOpen = [](ArrayRef<int64_t> values) {
    return llvm::any_of(values, ShapedType::isDynamic);
  };
  if (isOpen(slice.getStaticOffsets()) || isOpen(slice.getStaticSizes()) ||
      isOpen(slice.getStaticStrides()))
    return op.emitOpError("cannot be lowered: its offsets, sizes and strides "
                          "have to be constants");
  return success();
}

/// A result has to be written as a whole: by plain dimensions, each once.
static LogicalResult checkResults(linalg::GenericOp op) {
  for (int64_t result = 0; result < op.getNumDpsInits(); ++result) {
    AffineMap map = op.getMatchingIndexingMap(op.getDpsInitOperand(result));
    if (!map.isProjectedPermutation(/*allowZeroInResults=*/true))
      return op.emitOpError("cannot be lowered: it writes its result by ")
             << AffineMapAttr::get(map) << ", which is not plain dimensions";
  }
  return success();
}

static LogicalResult checkOperation(Operation &op) {
  if (auto generic = dyn_cast<linalg::GenericOp>(op);
      generic && failed(checkResults(generic)))
    return failure();
  if (isa<tensor::ExtractSliceOp, tensor::InsertSliceOp>(op)) {
    if (failed(checkSlice(op)))
      return failure();
  } else if (!isa<linalg::GenericOp, tensor::EmptyOp, tensor::ExpandShapeOp,
                  tensor::CollapseShapeOp, arith::ConstantOp, func::ReturnOp>(
                 op)) {
    return op.emitOpError("cannot be lowered: there is no rule that makes "
                          "linalg.generic, slices or reshapes of it");
  }
  for (Type type : op.getResultTypes())
    if (std::string problem = problemOf(type);
        !problem.empty() && !isa<arith::ConstantOp>(op))
      return op.emitOpError("result ") << problem;
  return success();
}

LogicalResult checkTypes(func::FuncOp function) {
  for (auto [number, type] :
       llvm::enumerate(function.getFunctionType().getInputs()))
    if (std::string problem = problemOf(type); !problem.empty())
      return function.emitError("input ") << number << " " << problem;
  for (auto [number, type] :
       llvm::enumerate(function.getFunctionType().getResults()))
    if (std::string problem = problemOf(type); !problem.empty())
      return function.emitError("output ") << number << " " << problem;
  return success();
}

LogicalResult checkOperations(func::FuncOp function) {
  if (!function.getBody().hasOneBlock())
    return function.emitError("has branches; a model is one block");
  for (Operation &op : function.getBody().front())
    if (failed(checkOperation(op)))
      return failure();
  return success();
}

} // namespace alcyone::compiler
