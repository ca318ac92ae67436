// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parts of alc-normalize that are large enough for a file of their own.

#ifndef ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_PATTERNS_H
#define ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_PATTERNS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/PatternMatch.h"

namespace alcyone::compiler {

/// After these, no generic but a contraction reads what its outs() hold, unless
/// that is one constant: the values come in as an input.
void populateStartPatterns(mlir::RewritePatternSet &patterns);

/// After these, a generic with a tensor.extract does nothing else: indices are
/// loop counters, constants and at most one element of an integer tensor, and
/// what is read is yielded.
void populateGatherPatterns(mlir::RewritePatternSet &patterns);

/// An error if an input or result is of a type that the chip has no form for.
mlir::LogicalResult checkTypes(mlir::func::FuncOp function);

/// An error at the first operation that no rewrite has made a generic, a slice,
/// a reshape or a constant of.
mlir::LogicalResult checkOperations(mlir::func::FuncOp function);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_PATTERNS_H
