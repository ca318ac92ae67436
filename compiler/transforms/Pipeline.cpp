// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/Passes.h"

#include "mlir/Transforms/Passes.h"

using namespace mlir;

namespace alcyone::compiler {

void buildPipeline(OpPassManager &manager, const std::string &chip) {
  OpPassManager &function = manager.nest<func::FuncOp>();
  function.addPass(createNormalizePass());
  function.addPass(createDemoteContractionsPass());
  function.addPass(createCSEPass());
  function.addPass(createFuseElementwisePass());
  function.addPass(createFoldConstantsPass());
  function.addPass(createCanonicalizerPass());
  function.addPass(createCSEPass());
  function.addPass(createFormKernelsPass(FormKernelsPassOptions{chip}));
}

} // namespace alcyone::compiler
