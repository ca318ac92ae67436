// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program file says about itself, out of the attributes that the passes
// left on the module: alc.arguments, alc.locations, alc.requires, alc.entry.

#ifndef ALCYONE_COMPILER_EMIT_MODULEMETADATA_H
#define ALCYONE_COMPILER_EMIT_MODULEMETADATA_H

#include "isa/program/Metadata.h"
#include "isa/program/ProgramWriter.h"

#include "mlir/IR/BuiltinOps.h"

#include <vector>

namespace alcyone::compiler {

/// Everything but addresses and the size of the control memory, which the
/// linked image tells. Attributes that are missing or malformed are errors at
/// the module.
mlir::FailureOr<isa::ProgramMetadata> programMetadata(mlir::ModuleOp module,
                                                      const isa::Chip &chip);

/// The weights section, from alc.weights. The pieces read the module's
/// attributes when they are written: the module has to live until then.
mlir::FailureOr<std::vector<isa::WeightPiece>>
weightPieces(mlir::ModuleOp module, uint64_t sectionBytes);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_EMIT_MODULEMETADATA_H
