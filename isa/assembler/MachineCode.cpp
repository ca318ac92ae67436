// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/assembler/MachineCode.h"

#include "isa/assembler/RiscvTarget.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/MC/MCAsmBackend.h>
#include <llvm/MC/MCCodeEmitter.h>
#include <llvm/MC/MCContext.h>
#include <llvm/MC/MCExpr.h>
#include <llvm/MC/MCObjectFileInfo.h>
#include <llvm/MC/MCObjectWriter.h>
#include <llvm/MC/MCParser/MCAsmParser.h>
#include <llvm/MC/MCParser/MCTargetAsmParser.h>
#include <llvm/MC/MCStreamer.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <cctype>

namespace alcyone::isa {

static void collect(const llvm::SMDiagnostic &diagnostic, void *context) {
  if (diagnostic.getKind() != llvm::SourceMgr::DK_Error)
    return;
  unsigned line =
      diagnostic.getLineNo() > 0 ? unsigned(diagnostic.getLineNo()) : 1;
  unsigned column = unsigned(diagnostic.getColumnNo() + 1);
  static_cast<Diagnostics *>(context)->push_back(
      {line, column, diagnostic.getMessage().str()});
}

static bool isSymbolCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' ||
         c == '$';
}

// Where the text first names a symbol; npos if nowhere.
static size_t findSymbol(const std::string &name, const std::string &text) {
  auto isWhole = [&](size_t at) {
    size_t end = at + name.size();
    return (at == 0 || !isSymbolCharacter(text[at - 1])) &&
           (end == text.size() || !isSymbolCharacter(text[end]));
  };
  size_t at = text.find(name);
  while (at != std::string::npos && !isWhole(at))
    at = text.find(name, at + 1);
  return at;
}

// Reports a symbol that nothing defines at the first place that names it.
static void reportUndefined(const std::string &name, const std::string &text,
                            Diagnostics &diagnostics) {
  size_t at = findSymbol(name, text);
  size_t place = at == std::string::npos ? 0 : at;
  auto line =
      1 + std::count(text.begin(), text.begin() + ptrdiff_t(place), '\n');
  size_t start = place == 0 ? 0 : text.rfind('\n', place - 1) + 1;
  diagnostics.push_back({unsigned(line), unsigned(place - start + 1),
                         "symbol '" + name + "' is not defined"});
}

std::vector<uint8_t> assembleObject(const std::string &text,
                                    const std::string &sourcePath,
                                    std::span<const AbsoluteSymbol> symbols,
                                    Diagnostics &diagnostics) {
  RiscvTarget riscv;
  llvm::SourceMgr sources;
  sources.setDiagHandler(collect, &diagnostics);
  sources.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBuffer(text, sourcePath),
                             llvm::SMLoc());

  llvm::MCContext context(riscv.triple, riscv.asmInfo.get(),
                          riscv.registers.get(), riscv.subtarget.get(),
                          &sources, &riscv.options);
  context.setDiagnosticHandler(
      [&](const llvm::SMDiagnostic &diagnostic, bool, const auto &, auto &) {
        collect(diagnostic, &diagnostics);
      });
  std::unique_ptr<llvm::MCObjectFileInfo> sections(
      riscv.target->createMCObjectFileInfo(context, /*PIC=*/false));
  context.setObjectFileInfo(sections.get());
  context.setGenDwarfForAssembly(true);
  context.setGenDwarfRootFile(sourcePath, text);
  context.setDwarfVersion(4);

  llvm::SmallVector<char> object;
  llvm::raw_svector_ostream stream(object);
  std::unique_ptr<llvm::MCAsmBackend> backend(riscv.target->createMCAsmBackend(
      *riscv.subtarget, *riscv.registers, riscv.options));
  std::unique_ptr<llvm::MCObjectWriter> writer =
      backend->createObjectWriter(stream);
  std::unique_ptr<llvm::MCCodeEmitter> emitter(
      riscv.target->createMCCodeEmitter(*riscv.instructions, context));
  std::unique_ptr<llvm::MCStreamer> streamer(
      riscv.target->createMCObjectStreamer(
          riscv.triple, context, std::move(backend), std::move(writer),
          std::move(emitter), *riscv.subtarget));
  std::unique_ptr<llvm::MCAsmParser> parser(
      llvm::createMCAsmParser(sources, context, *streamer, *riscv.asmInfo));
  std::unique_ptr<llvm::MCTargetAsmParser> targetParser(
      riscv.target->createMCAsmParser(*riscv.subtarget, *parser,
                                      *riscv.instructions, riscv.options));
  parser->setTargetParser(*targetParser);
  for (const AbsoluteSymbol &it : symbols)
    if (findSymbol(it.name, text) != std::string::npos)
      streamer->emitAssignment(
          context.getOrCreateSymbol(it.name),
          llvm::MCConstantExpr::create(int64_t(it.value), context));
  bool failed =
      parser->Run(/*NoInitialTextSection=*/false) || context.hadError();
  for (const auto &entry : context.getSymbols())
    if (const llvm::MCSymbol *symbol = entry.second.Symbol;
        symbol && symbol->isUndefined() && symbol->isUsedInReloc())
      reportUndefined(entry.first().str(), text, diagnostics);
  if (failed && diagnostics.empty())
    diagnostics.push_back({1, 1, "the assembler failed without a reason"});
  return {object.begin(), object.end()};
}

} // namespace alcyone::isa
