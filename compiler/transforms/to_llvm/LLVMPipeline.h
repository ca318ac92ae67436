// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From engine operations (the output of alc-plan-l1) to the LLVM dialect.

#ifndef ALCYONE_COMPILER_TRANSFORMS_TOLLVM_LLVMPIPELINE_H
#define ALCYONE_COMPILER_TRANSFORMS_TOLLVM_LLVMPIPELINE_H

namespace mlir {
class OpPassManager;
}

namespace alcyone::compiler {

void buildLLVMPipeline(mlir::OpPassManager &manager);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_TOLLVM_LLVMPIPELINE_H
