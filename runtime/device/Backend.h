// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The seam between the runtime and what executes programs. Everything above it
// (buffers, programs, queues, events) is the same for all devices; everything
// below is one device. Addresses are those that programs on the device see.
// Called by one thread at a time. Nothing here throws past the runtime: what a
// backend throws (isa::Failure) becomes a Status.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/machine/Launch.h"
#include "runtime/api/Status.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace alcyone::runtime {

// A part of a file, for placing it in device memory without copying.
struct FilePart {
  int descriptor = -1;
  uint64_t offset = 0; // a multiple of the page size if it is to be mapped
  std::span<const uint8_t> bytes; // the same bytes, readable
};

class Backend {
public:
  virtual ~Backend() = default;

  virtual std::string_view name() const = 0;
  virtual const isa::Chip &chip() const = 0;

  // HBM, 64-byte aligned at least. OutOfMemory says how much there is.
  virtual Result<uint64_t> alloc(uint64_t sizeBytes) = 0;
  virtual uint64_t freeBytes() const = 0;
  // `address` came from alloc or place and has not been freed.
  virtual void free(uint64_t address) = 0;

  virtual Status write(uint64_t address, std::span<const uint8_t> bytes) = 0;
  virtual Status read(uint64_t address, std::span<uint8_t> bytes) = 0;

  // alloc and write in one; mapped where that is possible.
  virtual Result<uint64_t> place(const FilePart &part) = 0;

  // Begins the launch. One at a time; what `request` borrows stays valid until
  // wait has returned. `tracePath`: where a trace is wanted, or empty.
  virtual Status submit(const isa::LaunchRequest &request,
                        const std::string &tracePath) = 0;
  // Ends the launch that submit began.
  virtual isa::LaunchResult wait() = 0;
};

// The backend of `name` ("ref", "sim", ...) for a chip. Throws isa::Failure:
// BadInput for an unknown name, Unimplemented for one not in this build.
std::unique_ptr<Backend> createBackend(std::string_view name,
                                       const isa::Chip &chip);

} // namespace alcyone::runtime
