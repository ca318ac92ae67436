// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading of models, and the input contract: one public function, upstream
// dialects, ranked tensors of static shape.

#ifndef ALCYONE_COMPILER_TOOLS_MODELFILE_H
#define ALCYONE_COMPILER_TOOLS_MODELFILE_H

#include "compiler/tools/Compile.h"

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"

namespace alcyone::compiler {

/// The dialects of all stages, and what the passes need to know of them.
void registerDialects(mlir::DialectRegistry &registry);

/// Reads options.model, an ONNX file through the importer. Null after
/// diagnostics; throws isa::Failure where the file or the importer fails.
mlir::OwningOpRef<mlir::ModuleOp> readModel(const CompileOptions &options,
                                            mlir::MLIRContext &context);

/// Says what the compiler cannot take. `isOnnx`: --shape can help.
mlir::LogicalResult checkContract(mlir::ModuleOp module, bool isOnnx);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TOOLS_MODELFILE_H
