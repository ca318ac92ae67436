// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question: is everything that is not a sound program file refused, with the
// place and the reason?
#include "Guest.h"
#include "Refusal.h"
#include "isa/program/Elf.h"

#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

// The message that a file of these bytes is refused with, without its name.
std::string refusalOf(const Bytes &bytes) {
  std::string path = temporaryPath("hostile.alc");
  writeFile(path, bytes);
  std::string message = refusal([&] { ProgramFile::open(path); });
  EXPECT_TRUE(message.starts_with(path + ": ")) << message;
  return message.substr(std::min(message.size(), path.size() + 2));
}

// The program's bytes with one header field changed.
template <typename Value>
Bytes patched(const Bytes &bytes, uint64_t offset, Value value) {
  Bytes result = bytes;
  std::memcpy(result.data() + offset, &value, sizeof value);
  return result;
}

uint64_t sectionHeaderOf(const Bytes &bytes, std::string_view name) {
  ElfView elf(bytes, "x");
  for (size_t i = 0; i < elf.sections().size(); ++i)
    if (elf.sections()[i].name == name)
      return elf.header().e_shoff + i * sizeof(Elf64_Shdr);
  ADD_FAILURE() << name;
  return 0;
}

uint64_t append(Bytes &bytes, const void *data, size_t size) {
  bytes.resize((bytes.size() + 7) / 8 * 8);
  uint64_t offset = bytes.size();
  auto *start = static_cast<const uint8_t *>(data);
  bytes.insert(bytes.end(), start, start + size);
  return offset;
}

// The program with another symbol table and other names in it.
Bytes withSymbols(Bytes bytes, const std::vector<Elf64_Sym> &symbols,
                  const std::string &names) {
  auto move = [&](std::string_view section, const void *data, size_t size) {
    uint64_t header = sectionHeaderOf(bytes, section);
    uint64_t offset = append(bytes, data, size);
    bytes = patched(bytes, header + offsetof(Elf64_Shdr, sh_offset), offset);
    bytes = patched(bytes, header + offsetof(Elf64_Shdr, sh_size), size);
  };
  move(".symtab", symbols.data(), symbols.size() * sizeof(Elf64_Sym));
  move(".strtab", names.data(), names.size());
  return bytes;
}

// A symbol of the program's code whose name begins at `name`.
Elf64_Sym codeSymbol(const Bytes &bytes, uint32_t name, uint64_t address,
                     uint64_t size) {
  ElfView elf(bytes, "x");
  uint16_t text = 0;
  while (elf.sections()[text].name != ".text")
    ++text;
  return {name, ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT), 0, text, address, size};
}

// The program's note with the first `from` replaced by `to`, which may not be
// longer (spaces fill up).
Bytes noteEdited(Bytes bytes, std::string_view from, std::string to) {
  ElfView elf(bytes, "x");
  const Elf64_Shdr &note = elf.section(noteSectionName)->header;
  auto begin = bytes.begin() + long(note.sh_offset);
  auto at =
      std::search(begin, begin + long(note.sh_size), from.begin(), from.end());
  EXPECT_NE(at, begin + long(note.sh_size)) << from;
  EXPECT_LE(to.size(), from.size());
  to.resize(from.size(), ' ');
  std::copy(to.begin(), to.end(), at);
  return bytes;
}

TEST(HostileProgram, other_kinds_of_files_are_named) {
  expectHolds(refusalOf({}), "ELF header: not an ELF file");
  expectHolds(refusalOf(Bytes(100, 'x')), "ELF header: not an ELF file");
  expectHolds(refusalOf(guest()), "section .note.alc: missing, so this is an "
                                  "ELF file but not a program file");
  EXPECT_THROW(ProgramFile::open("/does/not/exist.alc"), Failure);
  EXPECT_THROW(ProgramFile::open(testing::TempDir()), Failure);
  EXPECT_THROW(ProgramFile::open("/dev/zero"), Failure);
}

TEST(HostileProgram, elf_header_must_be_ours) {
  Bytes good = readFile(writtenProgram());
  auto at = [](size_t offset) { return uint64_t(offset); };
  expectHolds(refusalOf(patched<uint8_t>(good, EI_CLASS, ELFCLASS32)),
              "64-bit and little-endian");
  expectHolds(refusalOf(patched<uint8_t>(good, EI_DATA, ELFDATA2MSB)),
              "64-bit and little-endian");
  expectHolds(refusalOf(patched<uint16_t>(
                  good, at(offsetof(Elf64_Ehdr, e_machine)), EM_X86_64)),
              "machine 62, but control processors are RISC-V");
  expectHolds(refusalOf(patched<uint16_t>(
                  good, at(offsetof(Elf64_Ehdr, e_type)), ET_DYN)),
              "must be a linked executable");
  for (size_t field :
       {offsetof(Elf64_Ehdr, e_phentsize), offsetof(Elf64_Ehdr, e_shentsize)})
    expectHolds(refusalOf(patched<uint16_t>(good, field, 1)), "unknown size");
  for (size_t field :
       {offsetof(Elf64_Ehdr, e_phoff), offsetof(Elf64_Ehdr, e_shoff)})
    for (uint64_t hostile : {~uint64_t(0), ~uint64_t(0) - 63, good.size() - 8})
      expectHolds(refusalOf(patched(good, field, hostile)),
                  "truncated or damaged");
  expectHolds(refusalOf(patched<uint16_t>(
                  good, offsetof(Elf64_Ehdr, e_shstrndx), 0xfff0)),
              "no table of section names");
}

TEST(HostileProgram, segments_must_lie_in_file_and_control_memory) {
  Bytes good = readFile(writtenProgram());
  ElfView elf(good, "x");
  size_t index = 0;
  while (elf.programHeaders()[index].p_type != PT_LOAD)
    ++index;
  uint64_t header = elf.header().e_phoff + index * sizeof(Elf64_Phdr);
  const uint64_t huge = ~uint64_t(0) - 15;
  expectHolds(
      refusalOf(patched(good, header + offsetof(Elf64_Phdr, p_offset), huge)),
      "truncated or damaged");
  expectHolds(
      refusalOf(patched(good, header + offsetof(Elf64_Phdr, p_filesz), huge)),
      "truncated or damaged");
  expectHolds(
      refusalOf(patched(good, header + offsetof(Elf64_Phdr, p_memsz), huge)),
      "are not in the required tcp.memory_bytes 524288");
  expectHolds(
      refusalOf(patched(good, header + offsetof(Elf64_Phdr, p_vaddr), huge)),
      "are not in the required tcp.memory_bytes 524288");
  expectHolds(refusalOf(patched(good, header + offsetof(Elf64_Phdr, p_memsz),
                                uint64_t(1))),
              "more bytes in the file than in memory");
  expectHolds(refusalOf(patched(good, header + offsetof(Elf64_Phdr, p_memsz),
                                uint64_t(300000))),
              "overlaps another segment");
}

TEST(HostileProgram, many_segments_are_compared_with_their_neighbours) {
  Bytes bytes = readFile(writtenProgram());
  std::vector<Elf64_Phdr> headers = ElfView(bytes, "x").programHeaders();
  Elf64_Phdr tiny{};
  tiny.p_type = PT_LOAD;
  tiny.p_memsz = 4;
  for (uint64_t i = 60000; i > 0; --i) {
    tiny.p_vaddr = 262144 + 4 * i;
    headers.push_back(tiny);
  }
  auto fileOf = [&] {
    Bytes result = bytes;
    uint64_t offset =
        append(result, headers.data(), headers.size() * sizeof(Elf64_Phdr));
    result = patched(result, offsetof(Elf64_Ehdr, e_phoff), offset);
    return patched(result, offsetof(Elf64_Ehdr, e_phnum),
                   uint16_t(headers.size()));
  };
  std::string path = temporaryPath("segments.alc");
  writeFile(path, fileOf());
  EXPECT_GT(ProgramFile::open(path).segments().size(), 60000u);
  headers.back().p_memsz = 5;
  expectHolds(refusalOf(fileOf()), "overlaps another segment");
}

TEST(HostileProgram, second_symbol_table_is_refused) {
  Bytes good = readFile(writtenProgram());
  uint64_t header = sectionHeaderOf(good, ".comment");
  expectHolds(refusalOf(patched<uint32_t>(
                  good, header + offsetof(Elf64_Shdr, sh_type), SHT_SYMTAB)),
              "there may be at most one");
}

TEST(HostileProgram, names_are_bounded) {
  Bytes good = readFile(writtenProgram());
  std::string path = temporaryPath("names.alc");
  std::vector<Elf64_Sym> symbols = {codeSymbol(good, 1, 0, 4)};
  std::string names(maxElfNameBytes + 3, 'a');
  names.back() = '\0';
  expectHolds(refusalOf(withSymbols(good, symbols, names)),
              "section .symtab, symbol 0: its name is longer than 4096 bytes");
  names.erase(0, 1);
  writeFile(path, withSymbols(good, symbols, names));
  EXPECT_EQ(ProgramFile::open(path).symbols()[0].name.size(), maxElfNameBytes);
}

TEST(HostileProgram, symbols_that_share_a_long_name_are_refused) {
  Bytes good = readFile(writtenProgram());
  std::string names(4000000, 'a');
  names.back() = '\0';
  std::vector<Elf64_Sym> symbols(20000, codeSymbol(good, 0, 0, 4));
  Bytes bytes = withSymbols(good, symbols, names);
  expectHolds(refusalOf(bytes), "its name is longer than 4096 bytes");
}

TEST(HostileProgram, one_of_many_nested_symbols_is_found) {
  Bytes good = readFile(writtenProgram());
  const uint64_t count = 50000;
  std::vector<Elf64_Sym> symbols;
  for (uint64_t i = 0; i < count; ++i) // each within the one before
    symbols.push_back(codeSymbol(good, 1, i, 2 * (count - i)));
  std::string path = temporaryPath("nested.alc");
  writeFile(path, withSymbols(good, symbols, std::string("\0a\0", 3)));
  ProgramFile program = ProgramFile::open(path);
  uint64_t wrong = 0;
  for (uint64_t i = 0; i < count; ++i)
    wrong += program.symbolAt(2 * count - 1 - i)->address != i;
  EXPECT_EQ(wrong, 0u);
}

TEST(HostileProgram, overlapping_symbols_are_found_by_address) {
  Bytes good = readFile(writtenProgram());
  std::string path = temporaryPath("overlap.alc");
  std::mt19937 random(1);
  for (unsigned round = 0; round < 200; ++round) {
    std::vector<Elf64_Sym> symbols;
    for (unsigned i = 0; i < 12; ++i)
      symbols.push_back(codeSymbol(good, 1, random() % 40, random() % 20));
    symbols[0].st_size = round % 2 ? ~uint64_t(0) : 1;
    writeFile(path, withSymbols(good, symbols, std::string("\0a\0", 3)));
    ProgramFile program = ProgramFile::open(path);
    for (uint64_t address = 0; address < 70; ++address) {
      const ProgramSymbol *expected = nullptr;
      for (const ProgramSymbol &symbol : program.symbols())
        if (symbol.address <= address &&
            (symbol.bytes == 0 || address - symbol.address < symbol.bytes))
          expected = &symbol;
      EXPECT_EQ(program.symbolAt(address), expected) << address;
    }
  }
}

TEST(HostileProgram, sections_must_lie_in_the_file) {
  Bytes good = readFile(writtenProgram());
  uint64_t weights = sectionHeaderOf(good, weightsSectionName);
  uint64_t note = sectionHeaderOf(good, noteSectionName);
  uint64_t symbols = sectionHeaderOf(good, ".symtab");
  const uint64_t huge = ~uint64_t(0) - 4095;
  for (uint64_t header : {weights, note, symbols}) {
    expectHolds(refusalOf(patched(
                    good, header + offsetof(Elf64_Shdr, sh_offset), huge)),
                "truncated or damaged");
    expectHolds(
        refusalOf(patched(good, header + offsetof(Elf64_Shdr, sh_size), huge)),
        "truncated or damaged");
    expectHolds(
        refusalOf(patched(good, header + offsetof(Elf64_Shdr, sh_name), ~0u)),
        "its name is not in the string table");
  }
  expectHolds(
      refusalOf(patched(good, weights + offsetof(Elf64_Shdr, sh_offset), 64ul)),
      "section .alc.weights: does not start at a multiple of 4096");
  expectHolds(
      refusalOf(patched(good, weights + offsetof(Elf64_Shdr, sh_size), 4999ul)),
      "argument weights has 5000 bytes, but section .alc.weights has "
      "4999");
  expectHolds(
      refusalOf(patched(good, symbols + offsetof(Elf64_Shdr, sh_link), 999u)),
      "section .symtab: no table of symbol names");
  expectHolds(
      refusalOf(patched(good, note + offsetof(Elf64_Shdr, sh_size), 6ul)),
      "section .note.alc: ends within a note");
  ElfView elf(good, "x");
  uint64_t contents = elf.section(noteSectionName)->header.sh_offset;
  for (uint64_t field : {0, 4})
    expectHolds(refusalOf(patched(good, contents + field, ~0u)),
                "a note is longer than its section");
  expectHolds(refusalOf(patched(good, contents + 8, 2u)),
              "holds no note of owner Alcyone and type 1");
}

TEST(HostileProgram, note_must_make_sense) {
  Bytes good = readFile(writtenProgram());
  struct Case {
    std::string from;
    std::string to;
    std::string_view message;
  };
  std::string entry = std::to_string(guestAddress("other"));
  std::string table = std::to_string(guestAddress("arguments"));
  const Case cases[] = {
      {"{\"isa", "[\"isa", "section .note.alc:1:15: not JSON"},
      {"\"isa_version\":1", "\"isa_version\":2",
       "section .note.alc:1: isa_version: the program is for ISA version 2, "
       "but this is version 1"},
      {"\"compiled_for\"", "\"compiled_fro\"",
       "compiled_fro: unknown key; known here: isa_version, compiled_for"},
      {"\"l1.bytes\":524288", "\"l1.bytes\":-1",
       "requires.l1.bytes: must be from 0"},
      {"\"clusters\":1", "\"clusters\":0", "requires.clusters: must be from 1"},
      {"\"tdma.channels\":4", "\"tdma.chanels\":4",
       "requires.tdma.chanels: unknown key"},
      {"\"tcp.memory_bytes\":524288", "\"tcp.memory_bytes\":128",
       "beyond the required tcp.memory_bytes 128"},
      {"\"shape\":[2,64]", "\"shape\":[2,63]",
       "arguments[2].bytes: must be 1008 to hold the shape in i64, not 1024"},
      {"\"shape\":[2,64]", "\"shape\":[-2,4]",
       "arguments[2].shape[0]: must be from 0"},
      {"\"shape\":[2,64]", "\"shape\":\"2x\"",
       "arguments[2].shape: must be a list, not \"2x\""},
      {"\"type\":\"bf16\"", "\"type\":\"f16\"",
       "type: must be one of f32, bf16, i64, i32, i8, i1"},
      {"\"kind\":\"output\"", "\"kind\":\"outpt\"",
       "kind: must be one of weights, workspace, input, output"},
      {"\"name\":\"scalar\"", "\"name\":\"ids\"",
       "a second argument of the name ids"},
      {"\"name\":\"other\"", "\"name\":\"main\"",
       "a second entry of the name main"},
      {"\"kind\":\"workspace\"", "\"kind\":\"weights\"",
       "there can be only one argument of kind weights"},
      {"\"address\":" + entry, "\"address\":4",
       "entry other: address 0x4 is "
       "not in an executable segment"},
      {"\"address\":" + entry, "\"address\":6",
       "address: must be a multiple of 4"},
      {"\"arguments_address\":" + table, "\"arguments_address\":12",
       "arguments_address: must be a multiple of 8"},
      {"\"arguments_address\":" + table, "\"arguments_address\":-8",
       "arguments_address: must be from 0"},
  };
  for (const Case &wrong : cases)
    expectHolds(refusalOf(noteEdited(good, wrong.from, wrong.to)),
                wrong.message);
}

} // namespace
