// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/to_llvm/ControlCode.h"

#include "isa/support/AddressMap.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;

namespace alcyone::compiler {

// Inline assembler rather than volatile accesses: the base address stays in a
// register for all ports, and reads can be marked as free of effects.
static LLVM::InlineAsmOp access(OpBuilder &builder, Location location,
                                TypeRange results, ValueRange operands,
                                const Twine &text, StringRef constraints,
                                bool hasEffects) {
  return LLVM::InlineAsmOp::create(
      builder, location, results, operands, text.str(), constraints, hasEffects,
      /*is_align_stack=*/false, LLVM::tailcallkind::TailCallKind::None,
      LLVM::AsmDialectAttr(), ArrayAttr());
}

static Value registerBlock(OpBuilder &builder, Location location) {
  return arith::ConstantIntOp::create(builder, location, builder.getI64Type(),
                                      int64_t(isa::address::tileRegisters));
}

void writeRegister(OpBuilder &builder, Location location,
                   uint64_t registerOffset, Value value) {
  Value base = registerBlock(builder, location);
  access(builder, location, {}, {value, base},
         "sd $0, " + Twine(registerOffset) + "($1)", "r,r,~{memory}",
         /*hasEffects=*/true);
}

Value readFixedRegister(OpBuilder &builder, Location location,
                        uint64_t registerOffset) {
  Value base = registerBlock(builder, location);
  return access(builder, location, builder.getI64Type(), base,
                "ld $0, " + Twine(registerOffset) + "($1)", "=r,r",
                /*hasEffects=*/false)
      .getResult(0);
}

} // namespace alcyone::compiler
