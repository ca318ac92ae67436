// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ALCYONE_COMPILER_INSERTSEMAPHORES_FOLDSYNCS_H
#define ALCYONE_COMPILER_INSERTSEMAPHORES_FOLDSYNCS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace alcyone::compiler {

/// Moves the waits of a sync into the header of the next instruction of its
/// queue, or its signals into that of the one before, where there is room: one
/// instruction less to push. Queues are in order, so nothing else changes.
void foldSyncs(mlir::func::FuncOp function);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_INSERTSEMAPHORES_FOLDSYNCS_H
