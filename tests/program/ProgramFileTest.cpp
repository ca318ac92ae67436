// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question: does a program file give back what was put into it, and is it still
// the ELF file that LLVM's tools read?
#include "Guest.h"
#include "isa/support/Failure.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

TEST(ProgramFile, gives_back_metadata_and_weights) {
  ProgramFile program = ProgramFile::open(writtenProgram());
  EXPECT_EQ(program.metadata(), guestMetadata(5000));
  Bytes weights = pattern(5000);
  EXPECT_TRUE(std::ranges::equal(program.weights(), weights));
  EXPECT_EQ(program.weightsFileOffset() % weightsAlignment, 0u);
  EXPECT_EQ(program.weights().data(),
            program.image().data() + program.weightsFileOffset());
  EXPECT_EQ(program.location(1), "model.onnx:1:2 \"layer\" \\ 0");
  EXPECT_EQ(program.location(0), "");
  EXPECT_EQ(program.location(~0u), "");
}

TEST(ProgramFile, gives_back_segments_and_symbols) {
  ProgramFile program = ProgramFile::open(writtenProgram());
  uint64_t start = guestAddress("_start");
  auto code = std::ranges::find_if(program.segments(), [&](const auto &it) {
    return it.executable && start >= it.address &&
           start < it.address + it.bytes.size();
  });
  ASSERT_NE(code, program.segments().end());
  EXPECT_FALSE(code->writable);
  auto data = std::ranges::find_if(program.segments(),
                                   [](const auto &it) { return it.writable; });
  ASSERT_NE(data, program.segments().end());
  EXPECT_GT(data->memoryBytes, data->bytes.size()); // bss

  ASSERT_NE(program.symbolAt(start + 4), nullptr);
  EXPECT_EQ(program.symbolAt(start + 4)->name, "_start");
  EXPECT_EQ(program.symbolAt(guestAddress("twice"))->name, "twice");
  EXPECT_EQ(program.symbolAt(0), nullptr);
}

TEST(ProgramFile, entries_are_found_by_name) {
  std::string path = writtenProgram();
  ProgramFile program = ProgramFile::open(path);
  EXPECT_EQ(program.entry("other").address, guestAddress("other"));
  try {
    program.entry("mian");
    FAIL();
  } catch (const Failure &failure) {
    EXPECT_EQ(failure.what(),
              path + ": has no entry mian; entries: main, other");
  }
  EXPECT_THROW(program.entry(""), Failure);
}

TEST(ProgramFile, weights_are_written_in_place_piece_by_piece) {
  std::string path = temporaryPath("pieces.alc");
  Bytes first = pattern(100);
  unsigned calls = 0;
  WeightPiece pieces[] = {{8192, 1000,
                           [&](std::span<uint8_t> out) {
                             ++calls;
                             EXPECT_EQ(out.size(), 1000u);
                             EXPECT_EQ(uintptr_t(out.data()) % 64, 0u);
                             std::ranges::fill(out, 0xab);
                           }},
                          weightPiece(64, first),
                          {10000, 240, {}}};
  writeProgramFile(path, guest(), guestMetadata(10240), pieces);
  EXPECT_EQ(calls, 1u);
  ProgramFile program = ProgramFile::open(path);
  Bytes expected(10240);
  std::ranges::copy(first, expected.begin() + 64);
  std::fill_n(expected.begin() + 8192, 1000, 0xab);
  EXPECT_TRUE(std::ranges::equal(program.weights(), expected));
}

TEST(ProgramFile, program_without_weights_has_none) {
  std::string path = temporaryPath("light.alc");
  ProgramMetadata metadata = guestMetadata(0);
  writeProgramFile(path, guest(), metadata);
  EXPECT_TRUE(ProgramFile::open(path).weights().empty());
}

TEST(ProgramFile, elf_without_section_headers_is_enough) {
  std::string path = temporaryPath("sections.alc");
  Bytes weights = pattern(64);
  WeightPiece piece = weightPiece(0, weights);
  writeProgramFile(path, guestWithoutSections(), guestMetadata(64),
                   {&piece, 1});
  ProgramFile program = ProgramFile::open(path);
  EXPECT_TRUE(program.symbols().empty());
  EXPECT_TRUE(std::ranges::equal(program.weights(), weights));
  EXPECT_EQ(outputOf(ALCYONE_READELF " -a " + path).find("warning"),
            std::string::npos);
}

TEST(ProgramFile, llvm_readelf_accepts_it_and_shows_the_note) {
  std::string all = outputOf(ALCYONE_READELF " -a " + writtenProgram());
  EXPECT_EQ(all.find("warning"), std::string::npos) << all;
  EXPECT_EQ(all.find("error"), std::string::npos) << all;
  EXPECT_NE(all.find(".alc.weights"), std::string::npos);
  std::string notes = outputOf(ALCYONE_READELF " -n " + writtenProgram());
  EXPECT_NE(notes.find("Alcyone"), std::string::npos) << notes;
}

TEST(ProgramFile, llvm_objdump_shows_code_with_source_lines) {
  std::string text = outputOf(ALCYONE_OBJDUMP " -d -l " + writtenProgram());
  EXPECT_NE(text.find("<_start>:"), std::string::npos) << text;
  EXPECT_NE(text.find("guest.c:"), std::string::npos) << text;
}

TEST(ProgramFile, requirements_name_key_needed_and_present) {
  std::string path = writtenProgram();
  ProgramFile program = ProgramFile::open(path);
  program.checkFits(loadChip("nano"));
  try {
    program.checkFits(loadChip("edge"));
    FAIL();
  } catch (const Failure &failure) {
    EXPECT_EQ(failure.category, Category::BadConfig);
    EXPECT_EQ(failure.what(),
              path + ": does not fit chip edge: clusters must be 1, but is 2 "
                     "there; the program was compiled for nano, compile it "
                     "for edge");
  }
}

TEST(ProgramFile, requirements_are_exact_for_tiles_and_least_otherwise) {
  Chip chip = loadChip("edge");
  Requirements needed = requirementsOf(chip);
  for (const RequirementRow &row : requirementRows()) {
    Requirements less = needed, more = needed;
    less.*row.needed -= 1;
    more.*row.needed += 1;
    EXPECT_NO_THROW(checkRequirements(needed, "edge", chip, "p"));
    EXPECT_THROW(checkRequirements(more, "edge", chip, "p"), Failure);
    if (row.exact)
      EXPECT_THROW(checkRequirements(less, "edge", chip, "p"), Failure);
    else
      EXPECT_NO_THROW(checkRequirements(less, "edge", chip, "p"));
  }
}

} // namespace
