// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/Assembler.h"

#include "isa/assembler/Directives.h"
#include "isa/assembler/Linker.h"
#include "isa/assembler/MachineCode.h"
#include "isa/engines/Concat.h"
#include "isa/generated/Registers.h"
#include "isa/program/Elf.h"
#include "isa/program/ProgramWriter.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Failure.h"
#include "isa/support/MappedFile.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace alcyone::isa {

static constexpr size_t maxSourceBytes = 64 << 20;
// What a program that says nothing gets beyond its image.
static constexpr uint64_t stackBytes = 4096;

// Throws everything that was found, in the order of lines.
static void stopAt(Diagnostics diagnostics, const std::string &path) {
  if (diagnostics.empty())
    return;
  std::ranges::stable_sort(diagnostics, {}, &Diagnostic::line);
  std::string message;
  for (const Diagnostic &it : diagnostics)
    message += concat(message.empty() ? "" : "\n", path, ":", it.line, ":",
                      it.column, ": error: ", it.message);
  fail(Category::BadInput, message);
}

// Addresses that a source can name.
static std::vector<AbsoluteSymbol> addressSymbols() {
  std::vector<AbsoluteSymbol> symbols = {{"alc.OwnL1", address::ownL1},
                                         {"alc.L1", address::l1},
                                         {"alc.L2", address::l2},
                                         {"alc.Hbm", address::hbm}};
  for (const RegisterInfo &info : tileRegisters)
    symbols.push_back(
        {concat("alc.", info.name), address::tileRegisters + info.offset});
  return symbols;
}

static std::optional<uint64_t> symbolAddress(const ElfView &elf,
                                             std::string_view name) {
  for (const ElfSymbol &symbol : elf.symbols())
    if (symbol.name == name && symbol.entry.st_shndx != SHN_UNDEF)
      return symbol.entry.st_value;
  return std::nullopt;
}

// Fills in what only the linked image tells.
static void complete(ProgramMetadata &metadata, const ElfView &elf,
                     const std::string &path) {
  for (EntryPoint &entry : metadata.entries) {
    std::optional<uint64_t> found = symbolAddress(elf, entry.name);
    if (!found)
      fail(Category::BadInput,
           concat(path, ": error: the entry ", entry.name, " is no label"));
    entry.address = *found;
  }
  metadata.argumentsAddress = symbolAddress(elf, argumentsSymbol).value_or(0);
  uint64_t end = 0;
  for (const Elf64_Phdr &segment : elf.programHeaders())
    if (segment.p_type == PT_LOAD)
      end = std::max(end, segment.p_vaddr + segment.p_memsz);
  if (end > address::maxTcmBytes)
    fail(Category::BadInput,
         concat(path, ": error: code and data end at ", hex(end),
                ", beyond the largest control memory of ",
                hex(address::maxTcmBytes), " bytes"));
  uint64_t &needed = metadata.requirements.tcpMemoryBytes;
  needed = std::max(needed, (end + stackBytes + 15) / 16 * 16);
}

void assemble(const std::string &sourcePath, const std::string &outputPath) {
  MappedFile file(sourcePath);
  if (file.bytes().size() > maxSourceBytes)
    fail(Category::BadInput,
         concat(sourcePath, ": larger than ", maxSourceBytes, " bytes"));
  std::string_view source(reinterpret_cast<const char *>(file.bytes().data()),
                          file.bytes().size());
  if (source.find('\0') != std::string_view::npos)
    fail(Category::BadInput,
         concat(sourcePath, ": holds a NUL byte, so it is no assembler text"));

  Diagnostics diagnostics;
  ExpandedSource expanded = expandDirectives(source, sourcePath, diagnostics);
  stopAt(diagnostics, sourcePath);
  std::vector<uint8_t> object =
      assembleObject(expanded.text, sourcePath, addressSymbols(), diagnostics);
  stopAt(diagnostics, sourcePath);
  std::vector<uint8_t> image = linkImage(object);

  std::vector<WeightPiece> weights;
  std::optional<MappedFile> weightsFile;
  if (!expanded.weightsFile.empty()) {
    auto folder = std::filesystem::path(sourcePath).parent_path();
    weightsFile.emplace((folder / expanded.weightsFile).string());
    weights.push_back(weightPiece(0, weightsFile->bytes()));
    for (EntryPoint &entry : expanded.metadata.entries)
      for (ProgramArgument &argument : entry.arguments)
        if (argument.kind == ArgumentKind::Weights)
          argument.bytes = weightsFile->bytes().size();
  }
  complete(expanded.metadata, ElfView(image, sourcePath), sourcePath);
  writeProgramFile(outputPath, image, expanded.metadata, weights);
}

} // namespace alcyone::isa
