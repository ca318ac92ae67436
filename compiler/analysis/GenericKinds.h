// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a linalg.generic is to the chip: work for the tensor unit, for the
// vector processor or for the DMA. Decided by its maps and body alone.

#ifndef ALCYONE_COMPILER_ANALYSIS_GENERICKINDS_H
#define ALCYONE_COMPILER_ANALYSIS_GENERICKINDS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

#include <optional>

namespace alcyone::compiler {

/// The loops of a contraction C[batch, m, n] += A[batch, m, k] * B[batch, k,
/// n].
struct ContractionLoops {
  llvm::SmallVector<unsigned> batch, m, n, k;
  int64_t kExtent = 1; // product of the k loops
};

/// Contractions with fewer products a sum than this stay on the vector
/// processor, in FP32: a group of the tensor unit (16 products) would be
/// mostly empty, and rounding the operands to BF16 would gain nothing.
inline constexpr int64_t kMinimumTensorDepth = 5;

/// The loops, if `op` is a sum of products of two inputs that fits the tensor
/// unit (at least kMinimumTensorDepth products, an m or an n loop).
std::optional<ContractionLoops> matchContraction(mlir::linalg::GenericOp op);

/// The loops, if `op` is such a contraction as the tensor unit computes it: of
/// BF16 inputs, summed up in FP32.
std::optional<ContractionLoops>
matchTensorContraction(mlir::linalg::GenericOp op);

/// Whether the body only passes on one of its inputs (copy, broadcast,
/// transpose).
bool isMovement(mlir::linalg::GenericOp op);

/// Whether the generic only rounds FP32 to BF16, element by element.
bool isRounding(mlir::linalg::GenericOp op);

/// Whether the body only yields constants.
bool isFill(mlir::linalg::GenericOp op);

/// Whether the body reads a tensor by computed indices (tensor.extract).
bool hasExtract(mlir::linalg::GenericOp op);

/// Whether all loops are parallel.
bool isElementwise(mlir::linalg::GenericOp op);

/// The constant scalar that fills `value`, if it is a constant splat or the
/// result of a fill.
mlir::TypedAttr constantFill(mlir::Value value);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_ANALYSIS_GENERICKINDS_H
