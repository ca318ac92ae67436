// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One scalar operation of arith or math as micro-instructions.

#ifndef ALCYONE_COMPILER_VECTOR_SCALARLOWERING_H
#define ALCYONE_COMPILER_VECTOR_SCALARLOWERING_H

#include "compiler/vector/MicroProgram.h"

#include "mlir/IR/Operation.h"

namespace alcyone::compiler {

/// Writes instructions into one section of a program.
class SectionWriter {
public:
  SectionWriter(MicroProgram &program, Section section)
      : program(program), section(section) {}

  Source operator()(llvm::StringRef mnemonic, llvm::ArrayRef<Source> sources) {
    return program.emit(section, mnemonic, sources);
  }
  Source number(float value);
  Source integer(int32_t value) { return program.constant(uint32_t(value)); }

private:
  MicroProgram &program;
  Section section;
};

/// The result of `op` on `operands`; no source if the vector processor has no
/// form for it.
Source lowerScalar(mlir::Operation &op, llvm::ArrayRef<Source> operands,
                   SectionWriter &write);

/// 32 bits of a scalar constant as the registers hold it; nothing if it is of
/// a type without a form or does not fit.
std::optional<uint32_t> constantBits(mlir::Attribute attribute);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_VECTOR_SCALARLOWERING_H
