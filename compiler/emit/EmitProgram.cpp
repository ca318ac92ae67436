// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/emit/EmitProgram.h"

#include "compiler/emit/MachineCode.h"
#include "compiler/emit/ModuleMetadata.h"
#include "isa/assembler/Linker.h"
#include "isa/program/Elf.h"

#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

using namespace mlir;

namespace alcyone::compiler {

// What the control code may need beyond its image: frames of main and one
// kernel, which hold spilled loop variables and nothing else.
static constexpr uint64_t stackBytes = 4096;

void registerEmission(DialectRegistry &registry) {
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
}

static FailureOr<SmallVector<char>> generate(ModuleOp module, CodeForm form) {
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> llvmModule =
      translateModuleToLLVMIR(module, context, "program");
  if (!llvmModule)
    return failure();
  return generateControlCode(*llvmModule, form);
}

static uint64_t symbolAddress(const isa::ElfView &elf, std::string_view name) {
  for (const isa::ElfSymbol &symbol : elf.symbols())
    if (symbol.name == name && symbol.entry.st_shndx != SHN_UNDEF)
      return symbol.entry.st_value;
  elf.fail("symbols", "there is no " + std::string(name));
}

/// Fills in what only the linked image tells, and checks that all of it fits.
static LogicalResult complete(isa::ProgramMetadata &metadata,
                              const isa::ElfView &elf, ModuleOp module,
                              const isa::Chip &chip) {
  metadata.entries[0].address = symbolAddress(elf, "_start");
  metadata.argumentsAddress = symbolAddress(elf, "alc_arguments");
  uint64_t imageBytes = 0;
  for (const Elf64_Phdr &segment : elf.programHeaders())
    if (segment.p_type == PT_LOAD)
      imageBytes = std::max(imageBytes, segment.p_vaddr + segment.p_memsz);
  uint64_t needed = llvm::alignTo(imageBytes + stackBytes, 16);
  if (needed > chip.tcp.memoryBytes)
    return module.emitError("the program's control code and descriptors take ")
           << imageBytes << " bytes of control memory, " << needed
           << " with its stack, but tcp.memory_bytes of chip " << chip.name
           << " is " << chip.tcp.memoryBytes;
  metadata.requirements.tcpMemoryBytes = needed;
  uint64_t hbmBytes = metadata.requirements.hbmBytes;
  if (hbmBytes > chip.hbm.bytes)
    return module.emitError("the program's weights and tensors take ")
           << hbmBytes << " bytes, but hbm.bytes of chip " << chip.name
           << " is " << chip.hbm.bytes;
  return success();
}

LogicalResult emitProgram(ModuleOp module, const isa::Chip &chip,
                          const std::string &outputPath) {
  FailureOr<isa::ProgramMetadata> metadata = programMetadata(module, chip);
  if (failed(metadata))
    return failure();
  FailureOr<SmallVector<char>> object = generate(module, CodeForm::Object);
  if (failed(object))
    return failure();
  std::vector<uint8_t> image = isa::linkImage(
      {reinterpret_cast<const uint8_t *>(object->data()), object->size()});
  if (failed(
          complete(*metadata, isa::ElfView(image, outputPath), module, chip)))
    return failure();
  uint64_t weightsBytes = 0;
  for (const isa::ProgramArgument &argument : metadata->entries[0].arguments)
    if (argument.kind == isa::ArgumentKind::Weights)
      weightsBytes = argument.bytes;
  FailureOr<std::vector<isa::WeightPiece>> weights =
      weightPieces(module, weightsBytes);
  if (failed(weights))
    return failure();
  isa::writeProgramFile(outputPath, image, *metadata, *weights);
  return success();
}

FailureOr<std::string> emitAssembler(ModuleOp module) {
  FailureOr<SmallVector<char>> text = generate(module, CodeForm::Assembler);
  if (failed(text))
    return failure();
  return std::string(text->begin(), text->end());
}

} // namespace alcyone::compiler
