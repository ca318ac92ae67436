// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory of a model's HBM.
#include "runtime/device/ModelBackend.h"

#include "isa/support/AddressMap.h"
#include "isa/support/Failure.h"

#include <cassert>
#include <cstring>
#include <utility>

namespace alcyone::runtime {

// MemoryMap's unit of mapping and releasing.
static constexpr uint64_t pageBytes = 4096;

Result<uint64_t> ModelBackend::alloc(uint64_t sizeBytes) {
  Result<uint64_t> offset = allocator.alloc(sizeBytes);
  if (!offset)
    return offset.status();
  return isa::address::hbm + *offset;
}

uint64_t ModelBackend::freeBytes() const { return allocator.freeBytes(); }

void ModelBackend::free(uint64_t address) {
  const uint64_t offset = address - isa::address::hbm;
  const uint64_t before = allocator.freeBytes();
  if (!allocator.free(offset))
    isa::fail(isa::Category::ModelBug, "free of what was not allocated");
  if (mapped.erase(offset))
    memory().release(offset, allocator.freeBytes() - before);
}

uint8_t *ModelBackend::resolve(uint64_t address, uint64_t bytes,
                               Status &status) {
  if (address >= isa::address::hbm &&
      allocator.owns(address - isa::address::hbm, bytes))
    return memory().hbm().data() + (address - isa::address::hbm);
  status = {StatusCode::OutOfRange, std::to_string(bytes) +
                                        " bytes of device memory that are not "
                                        "allocated"};
  return nullptr;
}

Status ModelBackend::write(uint64_t address, std::span<const uint8_t> bytes) {
  Status status;
  uint8_t *to = resolve(address, bytes.size(), status);
  if (to && !bytes.empty())
    std::memcpy(to, bytes.data(), bytes.size());
  return status;
}

Status ModelBackend::read(uint64_t address, std::span<uint8_t> bytes) {
  Status status;
  const uint8_t *from = resolve(address, bytes.size(), status);
  if (from && !bytes.empty())
    std::memcpy(bytes.data(), from, bytes.size());
  return status;
}

Result<uint64_t> ModelBackend::place(const FilePart &part) {
  if (part.descriptor < 0 || part.offset % pageBytes != 0) {
    Result<uint64_t> address = alloc(part.bytes.size());
    if (address)
      if (Status status = write(*address, part.bytes); !status.ok())
        return status;
    return address;
  }
  // Whole pages, so that nobody else's data shares the file's last page.
  const uint64_t pages = (part.bytes.size() + pageBytes - 1) / pageBytes;
  Result<uint64_t> offset = allocator.alloc(pages * pageBytes, pageBytes);
  if (!offset)
    return offset.status();
  try {
    memory().mapFile(*offset, part.descriptor, part.offset, part.bytes.size());
  } catch (...) {
    allocator.free(*offset);
    throw;
  }
  mapped.insert(*offset);
  return isa::address::hbm + *offset;
}

Status ModelBackend::submit(const isa::LaunchRequest &request,
                            const std::string &tracePath) {
  submitted = &request;
  submittedTrace = tracePath;
  return {};
}

isa::LaunchResult ModelBackend::wait() {
  assert(submitted && "wait without submit");
  return launch(*std::exchange(submitted, nullptr), submittedTrace);
}

} // namespace alcyone::runtime
