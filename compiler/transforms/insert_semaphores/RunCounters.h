// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Run counters: copies of a buffer rotate safely only if consecutive runs of
// its block use consecutive copies. Where the `iteration` of an alc.buffer does
// not evidently count the runs (its loop lies in another loop or in an scf.if
// of one), a counter is carried through the loops and takes its place.

#ifndef ALCYONE_COMPILER_INSERTSEMAPHORES_RUNCOUNTERS_H
#define ALCYONE_COMPILER_INSERTSEMAPHORES_RUNCOUNTERS_H

#include "compiler/dialect/Alc.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace alcyone::compiler {

/// Fails, with an error at the buffer, if it lies under control flow other than
/// scf.for and scf.if. Replaces loops: operations stay, blocks may not.
mlir::LogicalResult addRunCounters(mlir::func::FuncOp function);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_INSERTSEMAPHORES_RUNCOUNTERS_H
