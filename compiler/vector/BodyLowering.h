// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The body of a linalg.generic as a micro-program.

#ifndef ALCYONE_COMPILER_VECTOR_BODYLOWERING_H
#define ALCYONE_COMPILER_VECTOR_BODYLOWERING_H

#include "compiler/vector/MicroProgram.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace alcyone::compiler {

/// How a generic is laid over the vector instruction's loop nest.
struct VectorMapping {
  /// For each input of the generic, its stream, or -1 if no body reads it.
  llvm::SmallVector<int> inputStream;
  /// For each input, whether its elements change in the inner loops.
  llvm::SmallVector<bool> inputVaries;
  /// Loop of the generic -> index source i0..i3, or -1.
  llvm::SmallVector<int> loopIndex;
  /// Lanes run inside the reduction loop (`laneReduce` of the instruction).
  bool lanesInside = false;
  /// The lanes run along a reduction loop.
  bool reducesLanes = false;
  bool isReduction = false;
  /// For each result, the stream that holds what a reduction goes on from;
  /// empty if it starts from what fills its outputs.
  llvm::SmallVector<int> resultStream;
};

/// Emits an error at the operation that has no form on the vector processor.
mlir::FailureOr<MicroText> lowerBody(mlir::linalg::GenericOp op,
                                     const VectorMapping &mapping);

/// Whether every result is a sum, maximum or minimum over the reduction loops,
/// which lanes may take in any order.
bool combinesAcrossLanes(mlir::linalg::GenericOp op);

/// Whether some operation of the body depends only on inputs for which
/// `varies` is false (then it is worth computing once a row), besides
/// constants.
bool hasRowInvariants(mlir::linalg::GenericOp op,
                      llvm::ArrayRef<bool> inputVaries);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_VECTOR_BODYLOWERING_H
