// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/MappedFile.h"

#include "isa/support/Failure.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace alcyone::isa {

MappedFile::MappedFile(const std::string &path) : name(path) {
  auto stop = [&](std::string reason) {
    if (file >= 0)
      ::close(file);
    fail(Category::BadInput, path + ": cannot be read: " + reason);
  };
  // Without O_NONBLOCK opening a pipe would wait for its writer.
  file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  if (file < 0 || ::fstat(file, &status) != 0)
    stop(std::strerror(errno));
  if (!S_ISREG(status.st_mode))
    stop("not a regular file");
  if (status.st_size == 0)
    return;
  size = size_t(status.st_size);
  void *pages = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (pages == MAP_FAILED)
    stop(std::strerror(errno));
  data = static_cast<const uint8_t *>(pages);
}

MappedFile::MappedFile(MappedFile &&other) noexcept
    : name(std::move(other.name)), file(std::exchange(other.file, -1)),
      data(std::exchange(other.data, nullptr)),
      size(std::exchange(other.size, 0)) {}

MappedFile::~MappedFile() {
  if (data)
    ::munmap(const_cast<uint8_t *>(data), size);
  if (file >= 0)
    ::close(file);
}

} // namespace alcyone::isa
