// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-opt: runs any of Alcyone's and MLIR's passes on textual or binary IR.

#include "compiler/transforms/Passes.h"
#include "compiler/transforms/to_llvm/LLVMPipeline.h"

#include "mlir/InitAllDialects.h"
#include "mlir/InitAllExtensions.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

using namespace alcyone::compiler;

namespace {
struct ChipOptions : mlir::PassPipelineOptions<ChipOptions> {
  Option<std::string> chip{*this, "chip", llvm::cl::desc("chip name or file"),
                           llvm::cl::init("nano")};
};
} // namespace

int main(int argc, char **argv) {
  mlir::registerAllPasses();
  registerAlcyonePasses();
  mlir::PassPipelineRegistration<ChipOptions> compile(
      "alc-compile", "from linalg on tensors to engine operations",
      [](mlir::OpPassManager &manager, const ChipOptions &options) {
        buildPipeline(manager, options.chip);
      });
  mlir::PassPipelineRegistration<> lower(
      "alc-engine-to-llvm", "from engine operations to the LLVM dialect",
      buildLLVMPipeline);

  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  mlir::registerAllExtensions(registry);
  registry.insert<alc::AlcDialect>();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "Alcyone optimizer\n", registry));
}
