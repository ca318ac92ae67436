// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The parts of a RISC-V ELF64 executable that program files need, with every
// offset, size, count and name checked against the bytes there are. Throws
// BadInput with `origin`, the place and what is wrong. Views into the bytes.
// Time and memory grow with the size of the file, whatever is in it.
#pragma once

#include <cstdint>
#include <elf.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::isa {

struct ElfSection {
  std::string_view name;
  Elf64_Shdr header;
  std::span<const uint8_t> bytes; // empty for SHT_NOBITS
};

struct ElfSymbol {
  std::string_view name;
  Elf64_Sym entry;
};

struct ElfNote {
  std::string_view owner; // without the closing NUL
  uint32_t type;
  std::string_view contents;
};

// Of a section or symbol; no compiler makes longer ones without being made to.
inline constexpr size_t maxElfNameBytes = 4096;

class ElfView {
public:
  ElfView(std::span<const uint8_t> bytes, std::string origin);

  const Elf64_Ehdr &header() const { return fileHeader; }
  // Contents of PT_LOAD headers are known to lie in the file.
  const std::vector<Elf64_Phdr> &programHeaders() const { return segments; }
  const std::vector<ElfSection> &sections() const { return sectionList; }

  // Null if there is none; two of one name are an error.
  const ElfSection *section(std::string_view name) const;

  // Those of the symbol table; a second table is an error.
  std::vector<ElfSymbol> symbols() const;
  std::vector<ElfNote> notes(const ElfSection &section) const;

  [[noreturn]] void fail(const std::string &place,
                         const std::string &problem) const;
  // The bytes of a range, or a failure that names the place.
  std::span<const uint8_t> slice(uint64_t offset, uint64_t size,
                                 const std::string &place) const;

private:
  void readHeader();
  void readProgramHeaders();
  void readSections();
  void findSymbolTable();
  // The name of the `index`-th `what`.
  std::string_view nameAt(std::span<const uint8_t> table, uint64_t offset,
                          std::string_view what, size_t index) const;

  std::span<const uint8_t> bytes;
  std::string origin;
  Elf64_Ehdr fileHeader;
  std::vector<Elf64_Phdr> segments;
  std::vector<ElfSection> sectionList;
  std::optional<size_t> symbolTable; // index of the section
};

} // namespace alcyone::isa
