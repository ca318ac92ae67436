// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bytes of an engine operation's descriptor, and of micro-programs.

#ifndef ALCYONE_COMPILER_TRANSFORMS_TOLLVM_DESCRIPTOR_H
#define ALCYONE_COMPILER_TRANSFORMS_TOLLVM_DESCRIPTOR_H

#include "compiler/dialect/Alc.h"

namespace alcyone::compiler {

/// A micro-program as the vector processor fetches it. A section longer than a
/// descriptor can say, or an instruction that is none, is an error at the op.
struct MicroImage {
  llvm::SmallVector<uint32_t> words; // setup, before, body, after
  unsigned lengths[4] = {};          // of these, in words
};
mlir::FailureOr<MicroImage> encodeMicroProgram(alc::MicroProgramOp op);

/// The descriptor with fields that are only known at run time, and the address
/// of the micro-program, left 0. `micro` is null for an operation without one.
/// What no descriptor can hold is an error at the op.
mlir::FailureOr<llvm::SmallVector<uint8_t>>
encodeDescriptor(alc::EngineOp op, uint32_t tag, const MicroImage *micro);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_TOLLVM_DESCRIPTOR_H
