// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/RiscvTarget.h"

#include "isa/support/Failure.h"

#include <llvm/Support/TargetSelect.h>

extern "C" {
void LLVMInitializeRISCVTargetInfo();
void LLVMInitializeRISCVTargetMC();
void LLVMInitializeRISCVAsmParser();
void LLVMInitializeRISCVDisassembler();
}

namespace alcyone::isa {

static const llvm::Target *findTarget(const llvm::Triple &triple) {
  LLVMInitializeRISCVTargetInfo();
  LLVMInitializeRISCVTargetMC();
  LLVMInitializeRISCVAsmParser();
  LLVMInitializeRISCVDisassembler();
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  if (!target)
    fail(Category::BadConfig, "LLVM was built without RISC-V: " + error);
  return target;
}

// Without linker relaxation, addresses are final in the object, and code stays
// as it was written.
RiscvTarget::RiscvTarget()
    : triple("riscv64-unknown-elf"), target(findTarget(triple)),
      registers(target->createMCRegInfo(triple)),
      asmInfo(target->createMCAsmInfo(*registers, triple, options)),
      instructions(target->createMCInstrInfo()),
      subtarget(
          target->createMCSubtargetInfo(triple, "generic-rv64", "+m,-relax")) {}

} // namespace alcyone::isa
