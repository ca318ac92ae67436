// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which parts of a device's HBM are in use: first fit over a sorted free list,
// neighbours merged when freed. Offsets count from the start of the HBM.
#pragma once

#include "runtime/api/Status.h"

#include <cstdint>
#include <map>

namespace alcyone::runtime {

class HbmAllocator {
public:
  static constexpr uint64_t alignment = 64;

  explicit HbmAllocator(uint64_t sizeBytes);

  // `align` is a power of two, at least `alignment`.
  Result<uint64_t> alloc(uint64_t sizeBytes, uint64_t align = alignment);
  // False if no allocation starts at `offset`.
  bool free(uint64_t offset);

  uint64_t freeBytes() const;
  // True if [offset, offset + bytes) lies in one allocation.
  bool owns(uint64_t offset, uint64_t bytes) const;

private:
  uint64_t sizeBytes;
  std::map<uint64_t, uint64_t> holes; // offset -> bytes
  std::map<uint64_t, uint64_t> used;  // offset -> bytes
};

} // namespace alcyone::runtime
