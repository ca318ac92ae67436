// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file mapped for reading. Throws BadInput with the path and the system's
// reason. An empty file has no bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace alcyone::isa {

class MappedFile {
public:
  explicit MappedFile(const std::string &path);
  MappedFile(MappedFile &&other) noexcept;
  MappedFile &operator=(MappedFile &&) = delete;
  ~MappedFile();

  const std::string &path() const { return name; }
  std::span<const uint8_t> bytes() const { return {data, size}; }
  // Open for reading as long as the object lives.
  int descriptor() const { return file; }

private:
  std::string name;
  int file = -1;
  const uint8_t *data = nullptr;
  size_t size = 0;
};

} // namespace alcyone::isa
