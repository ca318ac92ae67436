// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a module in the LLVM dialect to a program file, in process: LLVM IR,
// RISC-V code, a linked image of the control memory, metadata and weights.

#ifndef ALCYONE_COMPILER_EMIT_EMITPROGRAM_H
#define ALCYONE_COMPILER_EMIT_EMITPROGRAM_H

#include "isa/chips/Chip.h"

#include "mlir/IR/BuiltinOps.h"

#include <string>

namespace alcyone::compiler {

/// Makes the dialects of a finished module known to the translation.
void registerEmission(mlir::DialectRegistry &registry);

/// Errors of the module are diagnostics; the linker's and the disk's are thrown
/// as isa::Failure. The file appears complete or not at all.
mlir::LogicalResult emitProgram(mlir::ModuleOp module, const isa::Chip &chip,
                                const std::string &outputPath);

/// The control code as assembler text, for people.
mlir::FailureOr<std::string> emitAssembler(mlir::ModuleOp module);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_EMIT_EMITPROGRAM_H
