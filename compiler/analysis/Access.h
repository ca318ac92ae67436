// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where tensors lie in the chip's memory, and which element an operation reads
// at each point of its loops. Everything is linear in the loop counters, so
// that transposes, reshapes, slices and convolutions' windows are all strides.

#ifndef ALCYONE_COMPILER_ANALYSIS_ACCESS_H
#define ALCYONE_COMPILER_ANALYSIS_ACCESS_H

#include "mlir/IR/AffineMap.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"

namespace alcyone::compiler {

/// A tensor in device memory: at `offset` bytes from the entry's argument
/// number `argument`, or from address 0 if there is none (L2).
struct Place {
  std::optional<int64_t> argument;
  int64_t offset = 0;                 // bytes
  llvm::SmallVector<int64_t> strides; // elements, one per dimension

  mlir::DictionaryAttr toAttribute(mlir::MLIRContext *context) const;
  static Place fromAttribute(mlir::DictionaryAttr attribute);
  bool operator==(const Place &) const = default;
};

/// Bytes of an element in device memory: i1 and i8 take one.
int64_t elementBytes(mlir::Type type);
int64_t tensorBytes(mlir::Type type);
/// Row-major strides in elements.
llvm::SmallVector<int64_t> contiguousStrides(llvm::ArrayRef<int64_t> shape);

/// element number = offset + sum of strides[loop] * loop counter.
struct LinearAccess {
  int64_t offset = 0;
  llvm::SmallVector<int64_t> strides; // one per loop

  /// Fails if the map is not linear (mod, div).
  static mlir::FailureOr<LinearAccess>
  compute(mlir::AffineMap map, llvm::ArrayRef<int64_t> tensorStrides);
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_ANALYSIS_ACCESS_H
