// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TcmProgram.h"

#include "GuestProgram.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace alcyone::tests {

std::vector<uint8_t> compileForTcm(std::initializer_list<std::string> sources,
                                   const std::string &assembly,
                                   const std::string &flags) {
  const TemporaryFolder folder;
  const std::string programs = ALCYONE_TCP_PROGRAMS "/";
  std::string command =
      "clang-22 --target=riscv64-unknown-elf -march=rv64im -mabi=lp64 "
      "-mcmodel=medany -nostdlib -static -ffreestanding -fuse-ld=lld "
      "-Wl,--oformat=binary -T '" ALCYONE_RTL_TCP_TESTS "/tcm.ld' '" +
      programs + "finish.S' " + flags;
  for (const std::string &source : sources)
    command += " '" + programs + source + "'";
  if (!assembly.empty()) {
    std::ofstream(folder.path / "program.s") << assembly;
    command += " '" + (folder.path / "program.s").string() + "'";
  }
  const std::filesystem::path image = folder.path / "program.bin";
  command += " -o '" + image.string() + "'";
  if (std::system(command.c_str()) != 0)
    throw std::runtime_error("failed: " + command);
  std::ifstream stream(image, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace alcyone::tests
