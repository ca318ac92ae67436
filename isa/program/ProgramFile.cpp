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

// Sorted by address.
std::vector<ProgramSegment> readSegments(const ElfView &elf,
                                         uint64_t tcmBytes) {
  std::vector<size_t> loaded; // indices of program headers
  const auto &headers = elf.programHeaders();
  for (size_t i = 0; i < headers.size(); ++i) {
    const Elf64_Phdr &header = headers[i];
    if (header.p_type != PT_LOAD || header.p_memsz == 0)
      continue;
    if (header.p_vaddr > tcmBytes || header.p_memsz > tcmBytes - header.p_vaddr)
      elf.fail("program header " + std::to_string(i),
               "its " + std::to_string(header.p_memsz) + " bytes at address " +
                   hexText(header.p_vaddr) +
                   " are not in the required tcp.memory_bytes " +
                   std::to_string(tcmBytes));
    loaded.push_back(i);
  }
  std::sort(loaded.begin(), loaded.end(), [&](size_t a, size_t b) {
    return headers[a].p_vaddr < headers[b].p_vaddr;
  });
  std::vector<ProgramSegment> segments;
  uint64_t end = 0; // of the segments so far
  for (size_t i : loaded) {
    const Elf64_Phdr &header = headers[i];
    const std::string place = "program header " + std::to_string(i);
    if (header.p_vaddr < end)
      elf.fail(place, "overlaps another segment");
    end = header.p_vaddr + header.p_memsz;
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
  auto next = std::upper_bound(
      segments.begin(), segments.end(), address,
      [](uint64_t value, const auto &it) { return value < it.address; });
  if (next == segments.begin())
    return false;
  const ProgramSegment &it = next[-1];
  return it.executable && it.bytes.size() >= 4 &&
         address - it.address <= it.bytes.size() - 4;
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

uint64_t endOf(const ProgramSymbol &symbol) {
  uint64_t end;
  bool isOpen = symbol.bytes == 0 ||
                __builtin_add_overflow(symbol.address, symbol.bytes, &end);
  return isOpen ? UINT64_MAX : end;
}

// Which symbol addresses belong to, for sorted symbols that may overlap.
std::vector<SymbolRange> symbolRanges(std::span<const ProgramSymbol> symbols) {
  std::vector<SymbolRange> ranges;
  // Symbols around the current address that are not over; each ends before the
  // one below it, which its addresses go back to.
  std::vector<const ProgramSymbol *> around;
  auto endUntil = [&](uint64_t address) {
    while (!around.empty() && endOf(*around.back()) <= address) {
      uint64_t end = endOf(*around.back());
      around.pop_back();
      ranges.push_back({end, around.empty() ? nullptr : around.back()});
    }
  };
  for (const ProgramSymbol &symbol : symbols) {
    endUntil(symbol.address);
    while (!around.empty() && endOf(*around.back()) <= endOf(symbol))
      around.pop_back();
    around.push_back(&symbol);
    ranges.push_back({symbol.address, &symbol});
  }
  endUntil(UINT64_MAX);
  return ranges;
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
  program.rangeList = symbolRanges(program.symbolList);
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
  auto next = std::upper_bound(
      rangeList.begin(), rangeList.end(), address,
      [](uint64_t value, const auto &it) { return value < it.begin; });
  return next == rangeList.begin() ? nullptr : next[-1].symbol;
}

} // namespace alcyone::isa
