// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/Passes.h"

#include "mlir/Transforms/Passes.h"

using namespace mlir;

namespace alcyone::compiler {

void buildPipeline(OpPassManager &manager, const std::string &chip) {
  manager.addPass(createInlinerPass());
  manager.addPass(createSymbolDCEPass());
  OpPassManager &function = manager.nest<func::FuncOp>();
  function.addPass(createNormalizePass());
  function.addPass(createDemoteContractionsPass());
  function.addPass(createCSEPass());
  function.addPass(createFuseElementwisePass());
  function.addPass(createFoldConstantsPass());
  function.addPass(createLayOutConstantsPass());
  function.addPass(createCanonicalizerPass());
  function.addPass(createCSEPass());
  function.addPass(createFormKernelsPass(FormKernelsPassOptions{chip}));
  function.addPass(createPlanMemoryPass(PlanMemoryPassOptions{chip}));
  function.addPass(createTileKernelsPass(TileKernelsPassOptions{chip}));
  manager.addPass(createLowerKernelsPass(LowerKernelsPassOptions{chip}));
  OpPassManager &kernel = manager.nest<func::FuncOp>();
  kernel.addPass(createCanonicalizerPass());
  kernel.addPass(createCSEPass());
  kernel.addPass(
      createInsertSemaphoresPass(InsertSemaphoresPassOptions{chip, 0}));
  kernel.addPass(createPlanL1Pass(PlanL1PassOptions{chip}));
}

} // namespace alcyone::compiler
