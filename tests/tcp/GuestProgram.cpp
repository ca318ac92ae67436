// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "GuestProgram.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <elf.h>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace alcyone::tests {
namespace {

void require(bool condition, const std::string &message) {
  if (!condition)
    throw std::runtime_error(message);
}

void requireTool(const std::string &tool) {
  const std::string command = "command -v " + tool + " > /dev/null";
  require(std::system(command.c_str()) == 0,
          tool + " is missing: run ./setup.sh, which installs it");
}

std::vector<uint8_t> readFile(const std::filesystem::path &path) {
  std::ifstream stream(path, std::ios::binary);
  require(stream.good(), "cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The segments of an ELF that clang has just made for address 0.
std::vector<uint8_t> segments(const std::vector<uint8_t> &file) {
  Elf64_Ehdr header;
  require(file.size() >= sizeof(header), "not an ELF file");
  std::memcpy(&header, file.data(), sizeof(header));
  require(header.e_machine == EM_RISCV, "not a RISC-V ELF file");
  require(header.e_entry == 0, "_start is not at address 0");
  std::vector<uint8_t> image;
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    std::memcpy(&segment, file.data() + header.e_phoff + i * sizeof(Elf64_Phdr),
                sizeof(segment));
    if (segment.p_type != PT_LOAD)
      continue;
    image.resize(std::max(image.size(), segment.p_vaddr + segment.p_filesz));
    std::copy_n(file.begin() + segment.p_offset, segment.p_filesz,
                image.begin() + segment.p_vaddr);
  }
  return image;
}

} // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "alcyone-tcp-XXXXXX").string();
  require(mkdtemp(pattern.data()) != nullptr, "cannot create " + pattern);
  path = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!isKept)
    std::filesystem::remove_all(path, ignored);
}

GuestProgram::GuestProgram(std::initializer_list<std::string> sources,
                           const std::string &assembly,
                           const std::string &flags)
    : memory(bytes), processor(memory) {
  requireTool("clang-22");
  requireTool("qemu-riscv64");
  const std::string programs = ALCYONE_TCP_PROGRAMS "/";
  std::string command =
      "clang-22 --target=riscv64-unknown-elf -march=rv64im -mabi=lp64 "
      "-mcmodel=medany -nostdlib -static -ffreestanding -fuse-ld=lld -T '" +
      programs + "image.ld' '" + programs + "finish.S' " + flags;
  for (const std::string &source : sources)
    command += " '" + programs + source + "'";
  if (!assembly.empty()) {
    std::ofstream(folder.path / "program.s") << assembly;
    command += " '" + (folder.path / "program.s").string() + "'";
  }
  command += " -o '" + (folder.path / "program.elf").string() + "'";
  require(std::system(command.c_str()) == 0, "failed: " + command);
  loaded = segments(readFile(folder.path / "program.elf"));
  require(loaded.size() <= bytes,
          "the program is larger than the test's memory");
  reload();
}

std::string GuestProgram::keep() {
  folder.isKept = true;
  return folder.path.string();
}

void GuestProgram::reload() {
  std::fill(std::copy(loaded.begin(), loaded.end(), memory.begin()),
            memory.end(), 0);
  processor.reset(0);
}

GuestProgram::Dump GuestProgram::runOnQemu() const {
  // Without -B, address 0 of the program would be that of the host.
  const std::string command = "timeout 60 qemu-riscv64 -B 0x100000000 '" +
                              (folder.path / "program.elf").string() + "' > '" +
                              (folder.path / "qemu.out").string() + "'";
  const int status = std::system(command.c_str());
  require(status == 0, "failed: " + command);
  return readFile(folder.path / "qemu.out");
}

GuestProgram::Dump GuestProgram::runOnTcp() {
  reload();
  const isa::TcpStop stop = processor.run(1'000'000'000);
  const uint64_t begin = processor.reg(11), size = processor.reg(12);
  require(stop.fault.code == isa::FaultCode::Trap,
          "Tcp did not get to the program's end but to pc " +
              std::to_string(stop.pc));
  require(begin <= bytes && size <= bytes - begin, "the dump is not in memory");
  return {memory.begin() + begin, memory.begin() + begin + size};
}

} // namespace alcyone::tests
