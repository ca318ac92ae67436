// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ALCYONE_COMPILER_ANALYSIS_TARGETCHIP_H
#define ALCYONE_COMPILER_ANALYSIS_TARGETCHIP_H

#include "isa/chips/Chip.h"
#include "isa/support/Failure.h"

#include "mlir/IR/Operation.h"

namespace alcyone::compiler {

/// The chip of a pass's option `chip`: a name or a file. Emits an error at `op`
/// if there is none.
inline mlir::FailureOr<isa::Chip> findChip(mlir::Operation *op,
                                           llvm::StringRef name) {
  try {
    return isa::loadChip(std::string_view(name));
  } catch (const isa::Failure &failure) {
    return op->emitOpError(failure.what());
  }
}

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_ANALYSIS_TARGETCHIP_H
