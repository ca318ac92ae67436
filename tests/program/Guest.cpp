// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Guest.h"

#include "isa/program/Elf.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <unistd.h>

namespace alcyone::tests {

namespace {

struct Folder {
  std::filesystem::path path =
      std::filesystem::path(testing::TempDir()) /
      ("alcyone-program-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

} // namespace

std::string temporaryPath(const std::string &name) {
  static Folder folder;
  return (folder.path / name).string();
}

bool exists(const std::string &path) { return std::filesystem::exists(path); }

Bytes readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

void writeFile(const std::string &path, const Bytes &bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char *>(bytes.data()),
             std::streamsize(bytes.size()));
  EXPECT_TRUE(file) << path;
}

Bytes guest() { return readFile(ALCYONE_GUEST); }
Bytes guestWithoutSections() {
  return readFile(ALCYONE_GUEST_WITHOUT_SECTIONS);
}

uint64_t guestAddress(std::string_view symbol) {
  Bytes bytes = guest();
  for (const isa::ElfSymbol &it : isa::ElfView(bytes, "guest").symbols())
    if (it.name == symbol)
      return it.entry.st_value;
  ADD_FAILURE() << "no symbol " << symbol;
  return 0;
}

isa::ProgramMetadata guestMetadata(uint64_t weightBytes) {
  using isa::ArgumentKind, isa::ElementType;
  isa::ProgramMetadata metadata;
  metadata.compiledFor = "nano";
  metadata.requirements = isa::requirementsOf(isa::loadChip("nano"));
  metadata.argumentsAddress = guestAddress("arguments");
  metadata.entries = {
      {"main",
       guestAddress("_start"),
       {{ArgumentKind::Weights, "weights", ElementType::I8, {}, weightBytes},
        {ArgumentKind::Workspace, "workspace", ElementType::I8, {}, 4096},
        {ArgumentKind::Input, "ids", ElementType::I64, {2, 64}, 1024},
        {ArgumentKind::Input, "scalar", ElementType::F32, {}, 4},
        {ArgumentKind::Output, "out", ElementType::BF16, {3, 5}, 30}}},
      {"other", guestAddress("other"), {}}};
  metadata.locations = {"", "model.onnx:1:2 \"layer\" \\ 0", "\u00e9"};
  return metadata;
}

Bytes pattern(size_t bytes) {
  Bytes result(bytes);
  for (size_t i = 0; i < bytes; ++i)
    result[i] = uint8_t(i * 7 + i / 256);
  return result;
}

std::string writtenProgram() {
  static int number = 0;
  std::string path = temporaryPath("p" + std::to_string(number++) + ".alc");
  Bytes weights = pattern(5000);
  isa::WeightPiece piece = isa::weightPiece(0, weights);
  isa::writeProgramFile(path, guest(), guestMetadata(5000), {&piece, 1});
  return path;
}

std::string outputOf(const std::string &command) {
  FILE *pipe = ::popen((command + " 2>&1").c_str(), "r");
  EXPECT_NE(pipe, nullptr);
  std::string text;
  char buffer[4096];
  while (size_t count = std::fread(buffer, 1, sizeof buffer, pipe))
    text.append(buffer, count);
  EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << text;
  return text;
}

} // namespace alcyone::tests
