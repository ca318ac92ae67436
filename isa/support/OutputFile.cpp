// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/OutputFile.h"

#include "isa/support/Failure.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace alcyone::isa {

namespace {

// The permissions that open() would have given; mkstemp gives fewer.
mode_t usualMode() {
  mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

} // namespace

OutputFile::OutputFile(const std::string &wanted) : path(wanted) {
  // Through links: renaming onto one would take its place.
  std::error_code unknown;
  if (std::filesystem::exists(path, unknown))
    path = std::filesystem::canonical(path, unknown).string();
  if (path.empty())
    path = wanted;
  temporary = path + ".XXXXXX";
  // Renaming onto a device or a directory would take its place.
  struct stat status;
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
    stop("it exists and is not a regular file");
  file = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0)
    stop(std::strerror(errno));
  ::fchmod(file, usualMode());
}

OutputFile::~OutputFile() {
  if (!mapped.empty())
    ::munmap(mapped.data(), mapped.size());
  if (file < 0)
    return;
  ::close(file);
  ::unlink(temporary.c_str());
}

void OutputFile::stop(const std::string &reason) const {
  fail(Category::BadInput, path + ": cannot be written: " + reason);
}

void OutputFile::write(std::span<const uint8_t> bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      stop(std::strerror(errno));
    bytes = bytes.subspan(size_t(written));
  }
}

void OutputFile::write(std::string_view text) {
  write({reinterpret_cast<const uint8_t *>(text.data()), text.size()});
}

std::span<uint8_t> OutputFile::map(uint64_t bytes) {
  if (!mapped.empty())
    fail(Category::ModelBug, path + ": mapped twice");
  if (bytes == 0)
    return {};
  if (int reason = ::posix_fallocate(file, 0, off_t(bytes)))
    stop(std::strerror(reason));
  void *pages =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (pages == MAP_FAILED)
    stop(std::strerror(errno));
  mapped = {static_cast<uint8_t *>(pages), bytes};
  return mapped;
}

void OutputFile::commit() {
  if (::rename(temporary.c_str(), path.c_str()) != 0)
    stop(std::strerror(errno));
  ::close(file);
  file = -1;
}

} // namespace alcyone::isa
