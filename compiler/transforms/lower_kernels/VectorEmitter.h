// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A generic on blocks in L1 as a vector instruction: its loops become the
// instruction's nest, its operands streams, its body a micro-program.

#ifndef ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_VECTOREMITTER_H
#define ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_VECTOREMITTER_H

#include "compiler/analysis/KernelPlan.h"
#include "compiler/transforms/lower_kernels/KernelBuilder.h"
#include "compiler/vector/BodyLowering.h"

namespace alcyone::compiler {

/// The module's micro-programs; equal ones are shared.
class MicroProgramTable {
public:
  explicit MicroProgramTable(mlir::ModuleOp module) : module(module) {}
  std::string intern(const MicroText &text, mlir::Location location);

private:
  mlir::ModuleOp module;
  llvm::StringMap<std::string> names;
};

/// The block that is being worked on: per loop class, where it starts and how
/// long it is; per buffer, its address in L1.
struct BlockState {
  llvm::SmallVector<mlir::OpFoldResult> offset, size; // per loop class
  llvm::SmallVector<mlir::OpFoldResult> address;      // per buffer
};

/// Emits `op`, or an error at what has no form. Of a reduction that is cut into
/// steps, this is number `step`.
mlir::LogicalResult emitVector(mlir::linalg::GenericOp op,
                               const KernelPlan &plan, const BlockState &block,
                               mlir::OpFoldResult step, KernelBuilder &kernel,
                               MicroProgramTable &table);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_VECTOREMITTER_H
