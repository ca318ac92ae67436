// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The L1 buffers of a kernel function and the engine instructions that touch
// each, in program order.

#ifndef ALCYONE_COMPILER_INSERTSEMAPHORES_ACCESSES_H
#define ALCYONE_COMPILER_INSERTSEMAPHORES_ACCESSES_H

#include "compiler/dialect/Alc.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace alcyone::compiler {

struct BufferAccesses {
  alc::BufferOp buffer;
  llvm::SmallVector<alc::EngineOp> ops;
};

/// The most copies of a buffer and the most that a semaphore can count.
inline constexpr int64_t kSemaphoreMaximum = 255;

bool readsBuffer(alc::EngineOp op, int64_t id);
bool writesBuffer(alc::EngineOp op, int64_t id);

/// Fails, with an error at the operation, on a buffer id that is unknown or
/// given twice, an access outside of its buffer's scope, an instruction that
/// computes with a buffer's address without listing the buffer, and on control
/// flow that is not structured.
llvm::FailureOr<llvm::SmallVector<BufferAccesses>>
collectAccesses(mlir::func::FuncOp function);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_INSERTSEMAPHORES_ACCESSES_H
