// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question: can any damage to a program file do more than get it refused?
#include "../chips/Corruption.h"
#include "Guest.h"
#include "isa/program/Elf.h"
#include "isa/support/Failure.h"

#include <gtest/gtest.h>
#include <numeric>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

// Touches every byte that an accepted file hands out, for the sanitizers.
uint64_t sumOf(const ProgramFile &program) {
  auto sum = [](auto bytes) {
    return std::accumulate(bytes.begin(), bytes.end(), uint64_t(0));
  };
  uint64_t total = sum(program.weights());
  for (const ProgramSegment &segment : program.segments())
    total += sum(segment.bytes);
  for (const ProgramSymbol &symbol : program.symbols())
    total += sum(symbol.name);
  for (const std::string &location : program.metadata().locations)
    total += sum(std::string_view(location));
  return total;
}

// True if the file was refused.
bool refused(const Bytes &bytes) {
  std::string path = temporaryPath("damaged.alc");
  writeFile(path, bytes);
  try {
    ProgramFile program = ProgramFile::open(path);
    EXPECT_FALSE(program.entries().empty());
    volatile uint64_t used = sumOf(program);
    (void)used;
    return false;
  } catch (const Failure &failure) {
    EXPECT_EQ(failure.category, Category::BadInput);
    EXPECT_TRUE(std::string(failure.what()).starts_with(path));
    return true;
  }
}

// The parts of a file where damage means something: ELF and program headers,
// symbols, note, section headers.
std::vector<std::pair<size_t, size_t>> interestingParts(const Bytes &bytes) {
  ElfView elf(bytes, "x");
  std::vector<std::pair<size_t, size_t>> parts = {
      {0, sizeof(Elf64_Ehdr)},
      {elf.header().e_phoff, elf.header().e_phnum * sizeof(Elf64_Phdr)},
      {elf.header().e_shoff, elf.header().e_shnum * sizeof(Elf64_Shdr)}};
  for (std::string_view name : {".symtab", ".strtab", ".note.alc"}) {
    const Elf64_Shdr &header = elf.section(name)->header;
    parts.push_back({header.sh_offset, header.sh_size});
  }
  return parts;
}

TEST(ProgramCorruption, damaged_files_are_refused_or_sound) {
  Corruption corruption;
  const Bytes original = readFile(writtenProgram());
  const auto parts = interestingParts(original);
  size_t count = 0;
  for (unsigned round = 0; round < corruption.rounds(); ++round) {
    auto [start, size] = parts[corruption.below(parts.size())];
    auto begin = original.begin() + long(start), end = begin + long(size);
    Bytes part(begin, end);
    corruption.damage(part);
    // Damage that changes the length moves everything behind it.
    Bytes bytes(original.begin(), begin);
    bytes.insert(bytes.end(), part.begin(), part.end());
    bytes.insert(bytes.end(), end, original.end());
    count += refused(bytes);
  }
  EXPECT_GT(count, corruption.rounds() / 4);
}

TEST(ProgramCorruption, truncated_files_are_refused) {
  Corruption corruption;
  const Bytes original = readFile(writtenProgram());
  for (unsigned round = 0; round < corruption.rounds() / 10; ++round) {
    size_t size = corruption.below(original.size());
    EXPECT_TRUE(refused(Bytes(original.begin(), original.begin() + long(size))))
        << size;
  }
}

} // namespace
