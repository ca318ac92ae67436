// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reshapes and slices between kernels move nothing: they are views of the
// tensor that they start from.

#ifndef ALCYONE_COMPILER_TRANSFORMS_PLANMEMORY_VIEW_H
#define ALCYONE_COMPILER_TRANSFORMS_PLANMEMORY_VIEW_H

#include "mlir/IR/Value.h"
#include "llvm/ADT/SmallVector.h"

namespace alcyone::compiler {

struct View {
  mlir::Value root;                   // what owns the memory, row-major
  int64_t offset = 0;                 // elements from the root's start
  llvm::SmallVector<int64_t> strides; // elements, per dimension
};

/// The view that `value` is. Fails at a collapse of dimensions that do not
/// follow each other in memory; `obstacle` is then the value to copy first.
mlir::FailureOr<View> resolveView(mlir::Value value, mlir::Value &obstacle);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_PLANMEMORY_VIEW_H
