// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM's RISC-V back end as the compiler of control code: RV64IM, nothing
// else, addresses below 2 GiB, no linker relaxation, no library functions.

#ifndef ALCYONE_COMPILER_EMIT_MACHINECODE_H
#define ALCYONE_COMPILER_EMIT_MACHINECODE_H

#include "llvm/ADT/SmallVector.h"

namespace llvm {
class Module;
}

namespace alcyone::compiler {

enum class CodeForm { Object, Assembler };

/// Optimises the module, which takes on the target's triple and layout, and
/// returns an ELF object or assembler text.
llvm::SmallVector<char> generateControlCode(llvm::Module &module,
                                            CodeForm form);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_EMIT_MACHINECODE_H
