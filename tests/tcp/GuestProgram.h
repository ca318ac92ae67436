// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A RISC-V program built with clang for QEMU's user mode and for a control
// memory: the very same bytes run on QEMU, on Tcp and on the RTL, and each
// leaves what is in its .dump section (registers and memory, see
// programs/image.ld). Anything that goes wrong, a missing tool included, is a
// std::runtime_error that says what to do.
#pragma once

#include "isa/tcp/Tcp.h"

#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

namespace alcyone::tests {

// Removed at its end, with all that is in it, unless kept.
struct TemporaryFolder {
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  std::filesystem::path path;
  bool isKept = false;
};

class GuestProgram {
public:
  using Dump = std::vector<uint8_t>;

  // `sources` are files of tests/tcp/programs, `assembly` is text of one more;
  // `flags` go to clang as they are.
  GuestProgram(std::initializer_list<std::string> sources,
               const std::string &assembly, const std::string &flags);

  Dump runOnQemu() const;
  // Ends at the program's first ecall; nothing but that trap is accepted.
  Dump runOnTcp();

  // The processor behind runOnTcp, for its counters.
  isa::Tcp &tcp() { return processor; }
  // Loads the image again and resets the processor.
  void reload();
  isa::TcpStop run(uint64_t maxInstructions) {
    return processor.run(maxInstructions);
  }

  // What lies in memory from address 0, where the program begins, up to what is
  // zero. It ends at an ecall, with the dump's address in a1 and its size in
  // a2.
  const std::vector<uint8_t> &image() const { return loaded; }

  // Keeps the working folder, for a person to look at; returns its path.
  std::string keep();

private:
  static constexpr uint64_t bytes = 4 << 20;

  TemporaryFolder folder;
  std::vector<uint8_t> loaded;
  std::vector<uint8_t> memory;
  isa::Tcp processor;
};

} // namespace alcyone::tests
