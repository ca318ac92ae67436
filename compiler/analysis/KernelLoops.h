// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the loops of a group of generics belong together. Loops of different
// operations that index the same dimension of a value passed between them form
// one class; a class that is a parallel loop of every operation is a *grid*
// dimension: blocks of it can be computed apart from each other.

#ifndef ALCYONE_COMPILER_ANALYSIS_KERNELLOOPS_H
#define ALCYONE_COMPILER_ANALYSIS_KERNELLOOPS_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace alcyone::compiler {

struct LoopClass {
  int64_t extent = 1;
  bool isGrid = false;
};

class KernelLoops {
public:
  /// Fails if a value passed between the operations is indexed by anything but
  /// plain dimensions and zeros, or an extent is not static.
  static mlir::FailureOr<KernelLoops>
  compute(llvm::ArrayRef<mlir::linalg::GenericOp> ops);

  llvm::ArrayRef<LoopClass> classes() const { return loopClasses; }
  unsigned classOf(mlir::linalg::GenericOp op, unsigned loop) const {
    return classNumbers.lookup(op)[loop];
  }
  /// Classes of all loops of an operation.
  llvm::ArrayRef<unsigned> classesOf(mlir::linalg::GenericOp op) const {
    return classNumbers.find(op)->second;
  }
  llvm::SmallVector<unsigned> grid() const;
  int64_t gridExtent() const;
  /// Iterations of one grid point, summed over the operations.
  int64_t elementsPerGridPoint() const;

private:
  llvm::SmallVector<LoopClass> loopClasses;
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<unsigned>> classNumbers;
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_ANALYSIS_KERNELLOOPS_H
