// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Question: does a writer refuse what no reader would accept, and does one that
// fails leave nothing behind?
#include "Guest.h"
#include "Refusal.h"

#include <filesystem>
#include <gtest/gtest.h>

using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

TEST(FailingWriter, metadata_that_no_reader_accepts_is_not_written) {
  std::string path = temporaryPath("never.alc");
  struct Case {
    std::function<void(ProgramMetadata &)> change;
    std::string_view message;
  };
  const Case cases[] = {
      {[](auto &m) { m.argumentsAddress = 524288; },
       "addresses there ends at 0x80028, beyond the required"},
      {[](auto &m) { m.entries.clear(); }, "must name at least one entry"},
      {[](auto &m) { m.entries[0].address = guestAddress("counter"); },
       "is not in an executable segment"},
      {[](auto &m) {
         m.entries[0].arguments[2].shape = {1ul << 40, 1ul << 40};
       },
       "is larger than any memory"},
      {[](auto &m) { m.entries[0].arguments[0].bytes = 1; },
       "section .alc.weights has 0"},
      {[](auto &m) { m.locations[1] = "\xff"; }, "not JSON"},
  };
  for (const Case &wrong : cases) {
    ProgramMetadata metadata = guestMetadata(0);
    wrong.change(metadata);
    std::string message =
        refusal([&] { writeProgramFile(path, guest(), metadata); });
    EXPECT_TRUE(message.starts_with(path + ": ")) << message;
    expectHolds(message, wrong.message);
    EXPECT_FALSE(exists(path));
  }
}

TEST(FailingWriter, failing_writer_leaves_the_old_file_and_nothing_else) {
  std::string folder = temporaryPath("folder");
  std::filesystem::create_directories(folder);
  std::string path = folder + "/p.alc";
  writeProgramFile(path, guest(), guestMetadata(0));
  Bytes before = readFile(path);
  WeightPiece failing{0, 10, [](std::span<uint8_t>) {
                        throw std::runtime_error("no more weights");
                      }};
  EXPECT_THROW(
      writeProgramFile(path, guest(), guestMetadata(10), {&failing, 1}),
      std::runtime_error);
  EXPECT_EQ(readFile(path), before);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST(FailingWriter, writer_refuses_what_it_cannot_write_or_extend) {
  auto write = [](const std::string &path, const Bytes &elf) {
    return refusal([&] { writeProgramFile(path, elf, guestMetadata(0)); });
  };
  expectHolds(write("/does/not/exist/p.alc", guest()),
              "/does/not/exist/p.alc: cannot be written: No such file");
  expectHolds(write("/dev/null", guest()), "not a regular file");
  expectHolds(write(testing::TempDir(), guest()), "not a regular file");
  expectHolds(write(temporaryPath("p.alc"), Bytes(10)), "not an ELF file");
  expectHolds(write(temporaryPath("p.alc"), readFile(writtenProgram())),
              "section .note.alc: is there already");
  EXPECT_FALSE(exists(temporaryPath("p.alc")));
}

} // namespace
