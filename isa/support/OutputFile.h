// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file that appears under its name complete or not at all: written as a
// neighbour with a temporary name, renamed by commit(), removed otherwise.
// Throws BadInput with the path and the system's reason.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace alcyone::isa {

class OutputFile {
public:
  explicit OutputFile(const std::string &path);
  OutputFile(const OutputFile &) = delete;
  OutputFile &operator=(const OutputFile &) = delete;
  ~OutputFile();

  // The name it has until commit().
  const std::string &temporaryPath() const { return temporary; }

  void write(std::span<const uint8_t> bytes);
  void write(std::string_view text);

  // Extends the file to `bytes` in all, every block reserved so that a full
  // disk is an error now and not a signal later, and maps it for writing.
  std::span<uint8_t> map(uint64_t bytes);

  void commit();

private:
  [[noreturn]] void stop(const std::string &reason) const;

  std::string path;
  std::string temporary;
  int file = -1;
  std::span<uint8_t> mapped;
};

} // namespace alcyone::isa
