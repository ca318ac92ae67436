// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads and writes of the tile's registers as LLVM operations.

#ifndef ALCYONE_COMPILER_TRANSFORMS_TOLLVM_CONTROLCODE_H
#define ALCYONE_COMPILER_TRANSFORMS_TOLLVM_CONTROLCODE_H

#include "mlir/IR/Builders.h"

namespace alcyone::compiler {

/// Stores `value`, an i64 or a pointer, to the register at this offset of the
/// block. All of memory is as the program says by then: descriptors may have
/// been patched.
void writeRegister(mlir::OpBuilder &builder, mlir::Location location,
                   uint64_t registerOffset, mlir::Value value);

/// Reads a register that never changes; an i64.
mlir::Value readFixedRegister(mlir::OpBuilder &builder, mlir::Location location,
                              uint64_t registerOffset);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_TOLLVM_CONTROLCODE_H
