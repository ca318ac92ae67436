// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/program/ProgramWriter.h"

#include "isa/program/Elf.h"
#include "isa/program/ProgramFile.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Failure.h"
#include "isa/support/OutputFile.h"

#include <algorithm>
#include <cstring>

namespace alcyone::isa {

namespace {

using Bytes = std::vector<uint8_t>;

void pad(Bytes &bytes, size_t unit) {
  bytes.resize((bytes.size() + unit - 1) / unit * unit);
}

void append(Bytes &bytes, const void *data, size_t size) {
  auto *start = static_cast<const uint8_t *>(data);
  bytes.insert(bytes.end(), start, start + size);
}

void appendNote(Bytes &bytes, std::string_view text) {
  Elf64_Nhdr header{};
  header.n_namesz = Elf64_Word(noteOwner.size() + 1);
  header.n_descsz = Elf64_Word(text.size());
  header.n_type = noteType;
  append(bytes, &header, sizeof header);
  append(bytes, noteOwner.data(), noteOwner.size());
  bytes.push_back(0);
  pad(bytes, 4);
  append(bytes, text.data(), text.size());
  pad(bytes, 4);
}

// Section headers and their names, on the way to being written again.
struct SectionTable {
  std::vector<Elf64_Shdr> headers;
  std::string names;
  size_t namesIndex;

  explicit SectionTable(const ElfView &elf) {
    namesIndex = elf.header().e_shstrndx;
    for (const ElfSection &section : elf.sections())
      headers.push_back(section.header);
    if (!headers.empty()) {
      auto old = elf.sections()[namesIndex].bytes;
      names.assign(old.begin(), old.end());
      return;
    }
    // The linker was told to leave out all sections.
    headers.push_back({});
    names.assign(1, '\0');
    namesIndex = 1;
    add(".shstrtab", SHT_STRTAB, 0, 0, 1);
  }

  void add(std::string_view name, uint32_t type, uint64_t offset, uint64_t size,
           uint64_t alignment) {
    Elf64_Shdr header{};
    header.sh_name = Elf64_Word(names.size());
    header.sh_type = type;
    header.sh_offset = offset;
    header.sh_size = size;
    header.sh_addralign = alignment;
    headers.push_back(header);
    names += name;
    names += '\0';
  }
};

// Everything before the weights. The old section headers, if they are the last
// thing in the ELF as lld writes them, make room for the new ones.
Bytes fileHead(std::span<const uint8_t> elfBytes, const std::string &note,
               uint64_t weightsBytes) {
  ElfView elf(elfBytes, "linked ELF");
  for (std::string_view name : {noteSectionName, weightsSectionName})
    if (elf.section(name))
      elf.fail("section " + std::string(name), "is there already");
  Elf64_Ehdr header = elf.header();
  SectionTable table(elf);
  uint64_t tableBytes = elf.sections().size() * sizeof(Elf64_Shdr);
  bool tableIsLast =
      tableBytes != 0 && header.e_shoff + tableBytes == elfBytes.size();
  auto kept = elfBytes.first(tableIsLast ? header.e_shoff : elfBytes.size());
  Bytes head(kept.begin(), kept.end());

  pad(head, 4);
  uint64_t noteAt = head.size();
  appendNote(head, note);
  table.add(noteSectionName, SHT_NOTE, noteAt, head.size() - noteAt, 4);
  size_t weightsIndex = table.headers.size();
  if (weightsBytes)
    table.add(weightsSectionName, SHT_PROGBITS, 0, weightsBytes,
              weightsAlignment);
  Elf64_Shdr &names = table.headers[table.namesIndex];
  names.sh_offset = head.size();
  names.sh_size = table.names.size();
  append(head, table.names.data(), table.names.size());

  pad(head, 8);
  header.e_shoff = head.size();
  header.e_shnum = Elf64_Half(table.headers.size());
  header.e_shentsize = sizeof(Elf64_Shdr);
  header.e_shstrndx = Elf64_Half(table.namesIndex);
  if (table.headers.size() >= SHN_LORESERVE)
    elf.fail("section headers", "too many sections");
  uint64_t end = head.size() + table.headers.size() * sizeof(Elf64_Shdr);
  if (weightsBytes)
    table.headers[weightsIndex].sh_offset =
        (end + weightsAlignment - 1) / weightsAlignment * weightsAlignment;
  append(head, table.headers.data(), table.headers.size() * sizeof(Elf64_Shdr));
  std::memcpy(head.data(), &header, sizeof header);
  if (weightsBytes)
    pad(head, weightsAlignment);
  return head;
}

// The size of the section that the pieces make, having checked that they fit
// together.
uint64_t sectionBytes(std::span<const WeightPiece> pieces) {
  std::vector<const WeightPiece *> sorted;
  for (const WeightPiece &piece : pieces)
    sorted.push_back(&piece);
  std::sort(sorted.begin(), sorted.end(),
            [](auto *a, auto *b) { return a->offset < b->offset; });
  uint64_t end = 0;
  for (const WeightPiece *piece : sorted) {
    if (piece->offset < end)
      fail(Category::ModelBug,
           "weight pieces overlap at offset " + std::to_string(piece->offset));
    if (piece->offset > address::maxHbmBytes ||
        piece->bytes > address::maxHbmBytes - piece->offset)
      fail(Category::BadInput, "weights are larger than any memory");
    end = piece->offset + piece->bytes;
  }
  return end;
}

} // namespace

WeightPiece weightPiece(uint64_t offset, std::span<const uint8_t> bytes) {
  return {offset, bytes.size(), [bytes](std::span<uint8_t> out) {
            if (!bytes.empty())
              std::memcpy(out.data(), bytes.data(), bytes.size());
          }};
}

void writeProgramFile(const std::string &path,
                      std::span<const uint8_t> linkedElf,
                      const ProgramMetadata &metadata,
                      std::span<const WeightPiece> weights) {
  uint64_t weightsBytes = sectionBytes(weights);
  Bytes head = fileHead(linkedElf, metadataToJson(metadata), weightsBytes);
  OutputFile file(path);
  std::span<uint8_t> image = file.map(head.size() + weightsBytes);
  std::memcpy(image.data(), head.data(), head.size());
  for (const WeightPiece &piece : weights)
    if (piece.fill)
      piece.fill(image.subspan(head.size() + piece.offset, piece.bytes));
  ProgramFile::open(file.temporaryPath(), path);
  file.commit();
}

} // namespace alcyone::isa
