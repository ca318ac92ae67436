// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An open program file: mapped, not read, and checked before anything is
// believed. All spans and views live as long as the object.
#pragma once

#include "isa/program/Metadata.h"
#include "isa/support/MappedFile.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::isa {

// Names of the two sections that make an ELF file a program file.
inline constexpr std::string_view weightsSectionName = ".alc.weights";
inline constexpr std::string_view noteSectionName = ".note.alc";
inline constexpr std::string_view noteOwner = "Alcyone";
inline constexpr uint32_t noteType = 1;
// Weights start at a multiple of this in the file, so that they can be mapped.
inline constexpr uint64_t weightsAlignment = 4096;

// A part of the TCM image; bytes beyond `bytes` up to memoryBytes start as 0.
struct ProgramSegment {
  uint64_t address;
  uint64_t memoryBytes;
  std::span<const uint8_t> bytes;
  bool executable;
  bool writable;
};

struct ProgramSymbol {
  std::string_view name;
  uint64_t address;
  uint64_t bytes;
  bool isFunction;
};

// Addresses from `begin` to the next range's begin.
struct SymbolRange {
  uint64_t begin;
  const ProgramSymbol *symbol; // null: none
};

class ProgramFile {
public:
  // Throws BadInput naming the file, the place in it and what is wrong.
  static ProgramFile open(const std::string &path);
  // The same for a file that is to have another name soon, which messages use.
  static ProgramFile open(const std::string &path, const std::string &shownAs);

  const std::string &path() const { return name; }
  const ProgramMetadata &metadata() const { return contents; }
  // Both sorted by address; segments do not overlap, symbols may.
  std::span<const ProgramSegment> segments() const { return segmentList; }
  std::span<const ProgramSymbol> symbols() const { return symbolList; }

  std::span<const EntryPoint> entries() const { return contents.entries; }
  // An empty name means the only entry. Throws BadInput listing the names.
  const EntryPoint &entry(std::string_view name) const;

  const Requirements &requirements() const { return contents.requirements; }
  // Throws BadConfig if the chip does not fit.
  void checkFits(const Chip &chip) const;

  // Where the instruction with this tag came from, empty if nobody knows.
  std::string_view location(uint32_t tag) const;
  // The symbol that an address in TCM belongs to, the last one before it if
  // that has no size (a label in assembler), or null. The one that begins last
  // if there are several.
  const ProgramSymbol *symbolAt(uint64_t address) const;

  std::span<const uint8_t> weights() const { return weightBytes; }
  // For mapping the weights into a device's memory.
  uint64_t weightsFileOffset() const { return weightsOffset; }
  int fileDescriptor() const { return file.descriptor(); }

  // The whole file, an ELF image for tools that read those.
  std::span<const uint8_t> image() const { return file.bytes(); }

private:
  ProgramFile(MappedFile file, std::string name)
      : name(std::move(name)), file(std::move(file)) {}

  std::string name;
  MappedFile file;
  ProgramMetadata contents;
  std::vector<ProgramSegment> segmentList;
  std::vector<ProgramSymbol> symbolList;
  std::vector<SymbolRange> rangeList; // sorted; into symbolList
  std::span<const uint8_t> weightBytes;
  uint64_t weightsOffset = 0;
};

} // namespace alcyone::isa
