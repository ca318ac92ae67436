// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/tools/ModelFile.h"

#include "compiler/dialect/Alc.h"
#include "compiler/import/Import.h"
#include "isa/support/Failure.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MLProgram/IR/MLProgram.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;

namespace alcyone::compiler {

void registerDialects(DialectRegistry &registry) {
  registry.insert<affine::AffineDialect, alc::AlcDialect, arith::ArithDialect,
                  cf::ControlFlowDialect, func::FuncDialect,
                  linalg::LinalgDialect, LLVM::LLVMDialect, math::MathDialect,
                  ml_program::MLProgramDialect, scf::SCFDialect,
                  tensor::TensorDialect>();
  func::registerInlinerExtension(registry);
}

/// Weights stay in the mapped file as long as attributes refer to it: the
/// parser keeps the source manager for them.
static OwningOpRef<ModuleOp> parse(const std::string &path,
                                   const std::string &shownAs,
                                   MLIRContext &context) {
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/true);
  if (!buffer)
    isa::fail(isa::Category::BadInput,
              shownAs + ": cannot be read: " + buffer.getError().message());
  auto sources = std::make_shared<llvm::SourceMgr>();
  sources->AddNewSourceBuffer(std::move(*buffer), llvm::SMLoc());
  return parseSourceFile<ModuleOp>(sources, ParserConfig(&context));
}

OwningOpRef<ModuleOp> readModel(const CompileOptions &options,
                                MLIRContext &context) {
  StringRef path = options.model;
  if (!path.ends_with(".onnx")) {
    options.progress("reading " + options.model);
    return parse(options.model, options.model, context);
  }
  SmallString<128> imported;
  if (std::error_code error =
          llvm::sys::fs::createTemporaryFile("alcyone", "mlirbc", imported))
    isa::fail(isa::Category::BadInput,
              "cannot make a temporary file: " + error.message());
  llvm::FileRemover remover(imported);
  llvm::sys::RemoveFileOnSignal(imported);
  options.progress("importing " + options.model);
  importOnnx(options.model, options.shapes, imported.str().str());
  return parse(imported.str().str(), options.model, context);
}

static LogicalResult
checkType(Type type, function_ref<InFlightDiagnostic()> emit, bool isOnnx) {
  if (auto tensor = llvm::dyn_cast<TensorType>(type)) {
    if (tensor.hasStaticShape())
      return success();
    return emit() << "has type " << type << "; static shapes are needed"
                  << (isOnnx ? ": give --shape, as in --shape input_ids=1x64"
                             : "");
  }
  if (llvm::isa<BaseMemRefType>(type))
    return emit() << "has type " << type
                  << "; models are made of tensors, not of memrefs";
  return success();
}

LogicalResult checkContract(ModuleOp module, bool isOnnx) {
  func::FuncOp entry;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isPrivate())
      continue;
    if (entry)
      return function.emitError("a model has one public function, but ")
             << function.getSymName() << " stands beside "
             << entry.getSymName();
    entry = function;
  }
  if (!entry)
    return module.emitError("a model has one public function; there is none");
  for (BlockArgument argument : entry.getArguments())
    if (failed(checkType(
            argument.getType(),
            [&] {
              InFlightDiagnostic error = entry.emitError("input ");
              auto name = entry.getArgAttrOfType<StringAttr>(
                  argument.getArgNumber(), "alc.name");
              if (name)
                return std::move(error << name.getValue() << " ");
              return std::move(error << argument.getArgNumber() << " ");
            },
            isOnnx)))
      return failure();
  WalkResult result = entry.walk([&](Operation *op) {
    for (Type type : op->getResultTypes())
      if (failed(checkType(
              type, [&] { return op->emitOpError("result "); }, isOnnx)))
        return WalkResult::interrupt();
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

} // namespace alcyone::compiler
