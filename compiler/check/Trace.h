// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the control processor pushes when it runs a kernel function: its engine
// instructions in program order, for a bounded number of iterations of each
// loop and one way through what is only known at run time.

#ifndef ALCYONE_COMPILER_CHECK_TRACE_H
#define ALCYONE_COMPILER_CHECK_TRACE_H

#include "compiler/dialect/Alc.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

#include <random>
#include <vector>

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

struct TraceEvent {
  alc::EngineOp op;
  llvm::SmallVector<BufferAccess, 2> accesses;
};

using Trace = std::vector<TraceEvent>;

/// Decides what the IR leaves open, differently in each trace: all ways one
/// after another, or, should there be too many, a fixed random choice of them.
class Choices {
public:
  /// One of 0 .. options - 1.
  unsigned pick(unsigned options);
  /// Turns to the next way; false if there is none left.
  bool advance();

private:
  struct Choice {
    unsigned chosen, options;
  };
  std::vector<Choice> choices;
  size_t position = 0;
  unsigned traces = 1;
  std::mt19937 random; // the default seed: always the same ways
};

/// Fails, with an error at the operation, on control flow that it cannot follow
/// and on functions that push too much.
llvm::FailureOr<Trace> traceFunction(mlir::func::FuncOp function,
                                     Choices &choices);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_CHECK_TRACE_H
