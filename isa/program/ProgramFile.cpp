// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/program/ProgramFile.h"

#include "isa/program/Elf.h"
#include "isa/support/Failure.h"
#include "isa/support/NumberText.h"

#include <algorithm>

namespace alcyone::isa {

namespace {

ProgramMetadata readNote(const ElfView &elf, const std::string &path) {
  const std::string place = "section " + std::string(noteSectionName);
  const ElfSection *section = elf.section(noteSectionName);
  if (!section)
    elf.fail(place, "missing, so this is an ELF file but not a program file; "
                    "alc asm and alc compile make those");
  if (section->header.sh_type != SHT_NOTE)
    elf.fail(place, "is not a note");
  for (const ElfNote &note : elf.notes(*section))
    if (note.owner == noteOwner && note.type == noteType)
      return metadataFromJson(note.contents, path + ": " + place);
  elf.fail(place, "holds no note of owner " + std::string(noteOwner) +
                      " and type " + std::to_string(noteType));
}

std::vector<ProgramSegment> readSegments(const ElfView &elf,
                                         uint64_t tcmBytes) {
  std::vector<ProgramSegment> segments;
  const auto &headers = elf.programHeaders();
  for (size_t i = 0; i < headers.size(); ++i) {
    const Elf64_Phdr &header = headers[i];
    if (header.p_type != PT_LOAD || header.p_memsz == 0)
      continue;
    const std::string place = "program header " + std::to_string(i);
    if (header.p_vaddr > tcmBytes || header.p_memsz > tcmBytes - header.p_vaddr)
      elf.fail(place, "its " + std::to_string(header.p_memsz) +
                          " bytes at address " + hexText(header.p_vaddr) +
                          " are not in the required tcp.memory_bytes " +
                          std::to_string(tcmBytes));
    for (const ProgramSegment &other : segments)
      if (header.p_vaddr < other.address + other.memoryBytes &&
          other.address < header.p_vaddr + header.p_memsz)
        elf.fail(place, "overlaps another segment");
    segments.push_back({header.p_vaddr, header.p_memsz,
                        elf.slice(header.p_offset, header.p_filesz, place),
                        (header.p_flags & PF_X) != 0,
                        (header.p_flags & PF_W) != 0});
  }
  if (segments.empty())
    elf.fail("program headers", "nothing to load (no PT_LOAD with any bytes)");
  return segments;
}

bool isCode(const std::vector<ProgramSegment> &segments, uint64_t address) {
  return std::any_of(segments.begin(), segments.end(), [&](const auto &it) {
    return it.executable && it.bytes.size() >= 4 && address >= it.address &&
           address - it.address <= it.bytes.size() - 4;
  });
}

// What the note says about the rest of the file.
void checkEntries(const ElfView &elf, const ProgramMetadata &metadata,
                  const std::vector<ProgramSegment> &segments,
                  uint64_t weightsBytes) {
  for (const EntryPoint &entry : metadata.entries) {
    const std::string place = "entry " + entry.name;
    if (!isCode(segments, entry.address))
      elf.fail(place, "address " + hexText(entry.address) +
                          " is not in an executable segment");
    for (const ProgramArgument &argument : entry.arguments)
      if (argument.kind == ArgumentKind::Weights &&
          argument.bytes != weightsBytes)
        elf.fail(place, "argument " + argument.name + " has " +
                            std::to_string(argument.bytes) +
                            " bytes, but section " +
                            std::string(weightsSectionName) + " has " +
                            std::to_string(weightsBytes));
  }
}

// Names of places in TCM, sorted by address.
std::vector<ProgramSymbol> readSymbols(const ElfView &elf) {
  std::vector<ProgramSymbol> symbols;
  for (const ElfSymbol &symbol : elf.symbols()) {
    unsigned type = ELF64_ST_TYPE(symbol.entry.st_info);
    size_t section = symbol.entry.st_shndx;
    bool inImage = section < elf.sections().size() &&
                   (elf.sections()[section].header.sh_flags & SHF_ALLOC);
    // Mapping symbols ("$x") and local labels are the assembler's own.
    bool named = !symbol.name.empty() && !symbol.name.starts_with("$") &&
                 !symbol.name.starts_with(".L");
    if (inImage && named &&
        (type == STT_NOTYPE || type == STT_OBJECT || type == STT_FUNC))
      symbols.push_back({symbol.name, symbol.entry.st_value,
                         symbol.entry.st_size, type == STT_FUNC});
  }
  std::stable_sort(
      symbols.begin(), symbols.end(),
      [](const auto &a, const auto &b) { return a.address < b.address; });
  return symbols;
}

} // namespace

ProgramFile ProgramFile::open(const std::string &path) {
  return open(path, path);
}

ProgramFile ProgramFile::open(const std::string &file,
                              const std::string &shownAs) {
  ProgramFile program(MappedFile(file), shownAs);
  ElfView elf(program.file.bytes(), shownAs);
  program.contents = readNote(elf, shownAs);
  program.segmentList =
      readSegments(elf, program.contents.requirements.tcpMemoryBytes);
  if (const ElfSection *weights = elf.section(weightsSectionName)) {
    const std::string place = "section " + std::string(weightsSectionName);
    if (weights->header.sh_type != SHT_PROGBITS)
      elf.fail(place, "has no bytes in the file");
    if (weights->header.sh_offset % weightsAlignment != 0)
      elf.fail(place, "does not start at a multiple of " +
                          std::to_string(weightsAlignment));
    program.weightBytes = weights->bytes;
    program.weightsOffset = weights->header.sh_offset;
  }
  checkEntries(elf, program.contents, program.segmentList,
               program.weightBytes.size());
  program.symbolList = readSymbols(elf);
  return program;
}

const EntryPoint &ProgramFile::entry(std::string_view name) const {
  std::string names;
  for (const EntryPoint &entry : contents.entries) {
    if (entry.name == name || (name.empty() && contents.entries.size() == 1))
      return entry;
    names += (names.empty() ? "" : ", ") + entry.name;
  }
  fail(Category::BadInput,
       path() + ": " +
           (name.empty() ? "has several entries, name one"
                         : "has no entry " + std::string(name)) +
           "; entries: " + names);
}

void ProgramFile::checkFits(const Chip &chip) const {
  checkRequirements(contents.requirements, contents.compiledFor, chip, path());
}

std::string_view ProgramFile::location(uint32_t tag) const {
  return tag < contents.locations.size() ? contents.locations[tag]
                                         : std::string_view();
}

const ProgramSymbol *ProgramFile::symbolAt(uint64_t address) const {
  const ProgramSymbol *found = nullptr;
  for (const ProgramSymbol &symbol : symbolList)
    if (symbol.address <= address &&
        (symbol.bytes == 0 || address - symbol.address < symbol.bytes))
      found = &symbol;
  return found;
}

} // namespace alcyone::isa
