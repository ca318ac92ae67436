// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-opt: runs any of Alcyone's and MLIR's passes on textual or binary IR.

#include "compiler/transforms/Passes.h"

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::registerAllPasses();
  alcyone::compiler::registerAlcyonePasses();
  mlir::PassPipelineRegistration<> pipeline(
      "alc-compile", "the whole way to the LLVM dialect, for chip nano",
      [](mlir::OpPassManager &manager) {
        alcyone::compiler::buildPipeline(manager, "nano");
      });

  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  registry.insert<alcyone::compiler::alc::AlcDialect>();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "Alcyone optimizer\n", registry));
}
