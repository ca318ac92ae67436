// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the control processor of a tile pushes when it runs a kernel function:
// its engine instructions in program order, for a bounded number of iterations
// of each loop and one way through what is only known at run time.

#ifndef ALCYONE_COMPILER_CHECK_TRACE_H
#define ALCYONE_COMPILER_CHECK_TRACE_H

#include "compiler/check/Choices.h"
#include "compiler/dialect/Alc.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <optional>

namespace alcyone::compiler {

/// A value of the control processor: `offset` above an unknown. Two values with
/// the same symbol are above the same unknown; symbol 0 is zero.
struct Number {
  unsigned symbol = 0;
  int64_t offset = 0;

  bool isKnown() const { return symbol == 0; }
};

struct BufferAccess {
  alc::BufferOp buffer;
  Number run; // which picks the copy
  bool reads, writes;
};

struct SemaphoreWait {
  int64_t semaphore, count;
};

struct SemaphoreSignal {
  int64_t semaphore, count, target;
};

struct TraceEvent {
  alc::EngineOp op;
  llvm::SmallVector<BufferAccess, 2> accesses;
  llvm::SmallVector<SemaphoreWait, 2> waits; // one for each semaphore
  llvm::SmallVector<SemaphoreSignal, 2> signals;
  /// Its writes go to this many tiles: its own, that plus the stride, ...
  std::optional<unsigned> firstTile; // written; none: the own
  int64_t tiles = 1, tileStride = 0;
};

using Trace = std::vector<TraceEvent>;

/// Follows one tile, or, if its number is not given, any. Fails, with an error
/// at the operation, on control flow and semaphores that it cannot follow and
/// on functions that push too much.
llvm::FailureOr<Trace> traceFunction(mlir::func::FuncOp function,
                                     std::optional<unsigned> tile,
                                     Choices &choices);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_CHECK_TRACE_H
