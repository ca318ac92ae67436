// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Alcyone's passes (see Passes.td) and the pipeline that `alc compile` runs.

#ifndef ALCYONE_COMPILER_TRANSFORMS_PASSES_H
#define ALCYONE_COMPILER_TRANSFORMS_PASSES_H

#include "compiler/dialect/Alc.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"

namespace alcyone::compiler {

#define GEN_PASS_DECL
#include "compiler/transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "compiler/transforms/Passes.h.inc"

/// The whole way from linalg on tensors to the LLVM dialect, for a chip given
/// by name or file.
void buildPipeline(mlir::OpPassManager &manager, const std::string &chip);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_PASSES_H
