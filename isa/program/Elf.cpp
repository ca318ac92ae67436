// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/program/Elf.h"

#include "isa/support/Failure.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace alcyone::isa {

// The structures of elf.h are read and written as they lie in the file.
static_assert(std::endian::native == std::endian::little);

namespace {

// An unaligned structure; the caller has checked that it is there.
template <typename T> T load(std::span<const uint8_t> bytes, uint64_t offset) {
  T result;
  std::memcpy(&result, bytes.data() + offset, sizeof(T));
  return result;
}

std::string numbered(std::string_view what, size_t index) {
  return std::string(what) + " " + std::to_string(index);
}

constexpr uint64_t roundUp(uint64_t value, uint64_t unit) {
  return (value + unit - 1) / unit * unit;
}

} // namespace

ElfView::ElfView(std::span<const uint8_t> bytes, std::string origin)
    : bytes(bytes), origin(std::move(origin)) {
  readHeader();
  readProgramHeaders();
  readSections();
}

void ElfView::fail(const std::string &place, const std::string &problem) const {
  isa::fail(Category::BadInput, origin + ": " + place + ": " + problem);
}

std::span<const uint8_t> ElfView::slice(uint64_t offset, uint64_t size,
                                        const std::string &place) const {
  if (offset > bytes.size() || size > bytes.size() - offset)
    fail(place, "its " + std::to_string(size) + " bytes at offset " +
                    std::to_string(offset) + " are not in the file's " +
                    std::to_string(bytes.size()) +
                    "; the file is truncated or damaged");
  return bytes.subspan(offset, size);
}

std::string_view ElfView::nameAt(std::span<const uint8_t> table,
                                 uint64_t offset, std::string_view what,
                                 size_t index) const {
  std::string_view text(reinterpret_cast<const char *>(table.data()),
                        table.size());
  // Names may share their bytes, so that looking further would cost each of
  // them the whole table.
  text =
      text.substr(std::min<uint64_t>(offset, text.size()), maxElfNameBytes + 1);
  size_t end = text.find('\0');
  if (end == text.npos && text.size() > maxElfNameBytes)
    fail(numbered(what, index), "its name is longer than " +
                                    std::to_string(maxElfNameBytes) + " bytes");
  if (end == text.npos)
    fail(numbered(what, index), "its name is not in the string table");
  return text.substr(0, end);
}

void ElfView::readHeader() {
  const std::string place = "ELF header";
  if (bytes.size() < SELFMAG || std::memcmp(bytes.data(), ELFMAG, SELFMAG) != 0)
    fail(place, "not an ELF file; a program file is made by alc compile or "
                "alc asm");
  fileHeader = load<Elf64_Ehdr>(slice(0, sizeof(Elf64_Ehdr), place), 0);
  if (fileHeader.e_ident[EI_CLASS] != ELFCLASS64 ||
      fileHeader.e_ident[EI_DATA] != ELFDATA2LSB)
    fail(place, "must be 64-bit and little-endian");
  if (fileHeader.e_ident[EI_VERSION] != EV_CURRENT)
    fail(place, "unknown ELF version");
  if (fileHeader.e_machine != EM_RISCV)
    fail(place, "machine " + std::to_string(fileHeader.e_machine) +
                    ", but control processors are RISC-V (" +
                    std::to_string(EM_RISCV) + ")");
  if (fileHeader.e_type != ET_EXEC)
    fail(place, "type " + std::to_string(fileHeader.e_type) +
                    ", but must be a linked executable (" +
                    std::to_string(ET_EXEC) +
                    "): link it with ld.lld -static "
                    "--no-pie");
}

void ElfView::readProgramHeaders() {
  const size_t count = fileHeader.e_phnum;
  if (count == 0)
    return;
  if (fileHeader.e_phentsize != sizeof(Elf64_Phdr))
    fail("ELF header", "program headers of an unknown size");
  auto table =
      slice(fileHeader.e_phoff, count * sizeof(Elf64_Phdr), "program headers");
  for (size_t i = 0; i < count; ++i) {
    auto segment = load<Elf64_Phdr>(table, i * sizeof(Elf64_Phdr));
    const std::string place = numbered("program header", i);
    if (segment.p_type == PT_LOAD) {
      slice(segment.p_offset, segment.p_filesz, place);
      if (segment.p_filesz > segment.p_memsz)
        fail(place, "has more bytes in the file than in memory");
    }
    segments.push_back(segment);
  }
}

void ElfView::readSections() {
  const size_t count = fileHeader.e_shnum;
  if (count == 0 && fileHeader.e_shoff != 0)
    fail("ELF header", "more sections than are supported here");
  if (count == 0)
    return;
  if (fileHeader.e_shentsize != sizeof(Elf64_Shdr))
    fail("ELF header", "section headers of an unknown size");
  auto table =
      slice(fileHeader.e_shoff, count * sizeof(Elf64_Shdr), "section headers");
  for (size_t i = 0; i < count; ++i) {
    auto header = load<Elf64_Shdr>(table, i * sizeof(Elf64_Shdr));
    std::span<const uint8_t> contents;
    if (header.sh_type != SHT_NOBITS && header.sh_type != SHT_NULL)
      contents =
          slice(header.sh_offset, header.sh_size, numbered("section", i));
    sectionList.push_back({{}, header, contents});
  }
  if (fileHeader.e_shstrndx >= count ||
      sectionList[fileHeader.e_shstrndx].header.sh_type != SHT_STRTAB)
    fail("ELF header", "no table of section names");
  auto names = sectionList[fileHeader.e_shstrndx].bytes;
  for (size_t i = 0; i < count; ++i)
    sectionList[i].name =
        nameAt(names, sectionList[i].header.sh_name, "section", i);
  findSymbolTable();
}

void ElfView::findSymbolTable() {
  for (size_t i = 0; i < sectionList.size(); ++i) {
    if (sectionList[i].header.sh_type != SHT_SYMTAB)
      continue;
    if (symbolTable)
      fail(numbered("section", i),
           "is a symbol table (SHT_SYMTAB), and so is " +
               numbered("section", *symbolTable) +
               "; there may be at most one");
    symbolTable = i;
  }
}

const ElfSection *ElfView::section(std::string_view name) const {
  const ElfSection *found = nullptr;
  for (const ElfSection &section : sectionList) {
    if (section.name != name)
      continue;
    if (found)
      fail("section " + std::string(name), "is there twice");
    found = &section;
  }
  return found;
}

std::vector<ElfSymbol> ElfView::symbols() const {
  if (!symbolTable)
    return {};
  const ElfSection &section = sectionList[*symbolTable];
  const std::string place = "section " + std::string(section.name);
  if (section.header.sh_entsize != sizeof(Elf64_Sym) ||
      section.bytes.size() % sizeof(Elf64_Sym) != 0)
    fail(place, "symbols of an unknown size");
  if (section.header.sh_link >= sectionList.size())
    fail(place, "no table of symbol names");
  auto names = sectionList[section.header.sh_link].bytes;
  const std::string what = place + ", symbol";
  std::vector<ElfSymbol> result;
  result.reserve(section.bytes.size() / sizeof(Elf64_Sym));
  for (size_t at = 0; at < section.bytes.size(); at += sizeof(Elf64_Sym)) {
    auto entry = load<Elf64_Sym>(section.bytes, at);
    result.push_back(
        {nameAt(names, entry.st_name, what, at / sizeof entry), entry});
  }
  return result;
}

std::vector<ElfNote> ElfView::notes(const ElfSection &section) const {
  const std::string place = "section " + std::string(section.name);
  std::vector<ElfNote> result;
  std::span<const uint8_t> rest = section.bytes;
  while (!rest.empty()) {
    if (rest.size() < sizeof(Elf64_Nhdr))
      fail(place, "ends within a note");
    auto note = load<Elf64_Nhdr>(rest, 0);
    // Sizes are 32 bits, so these sums do not wrap.
    uint64_t nameAt = sizeof(Elf64_Nhdr);
    uint64_t contentsAt = nameAt + roundUp(note.n_namesz, 4);
    uint64_t end = contentsAt + note.n_descsz;
    if (end > rest.size())
      fail(place, "a note is longer than its section");
    std::string_view text(reinterpret_cast<const char *>(rest.data()),
                          rest.size());
    std::string_view owner = text.substr(nameAt, note.n_namesz);
    if (owner.ends_with('\0'))
      owner.remove_suffix(1);
    result.push_back(
        {owner, note.n_type, text.substr(contentsAt, note.n_descsz)});
    rest = rest.subspan(std::min<uint64_t>(roundUp(end, 4), rest.size()));
  }
  return result;
}

} // namespace alcyone::isa
