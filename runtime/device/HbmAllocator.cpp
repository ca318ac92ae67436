// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// First fit.
#include "runtime/device/HbmAllocator.h"

#include <algorithm>

namespace alcyone::runtime {

HbmAllocator::HbmAllocator(uint64_t sizeBytes) : sizeBytes(sizeBytes) {
  holes.emplace(0, sizeBytes);
}

static uint64_t roundUp(uint64_t value, uint64_t align) {
  return (value + align - 1) & ~(align - 1);
}

Result<uint64_t> HbmAllocator::alloc(uint64_t bytes, uint64_t align) {
  uint64_t largest = 0;
  // Rounding a size near 2^64 up would wrap; it cannot fit in any case.
  const uint64_t wanted =
      bytes > sizeBytes ? UINT64_MAX : roundUp(bytes, alignment);
  for (const auto &[start, size] : holes) {
    largest = std::max(largest, size);
    const uint64_t offset = roundUp(start, align);
    const uint64_t lost = offset - start;
    if (lost > size || wanted > size - lost)
      continue;
    const uint64_t holeStart = start, holeEnd = start + size;
    holes.erase(holeStart);
    if (lost)
      holes.emplace(holeStart, lost);
    if (offset + wanted < holeEnd)
      holes.emplace(offset + wanted, holeEnd - (offset + wanted));
    used.emplace(offset, wanted);
    return offset;
  }
  return Status(
      StatusCode::OutOfMemory,
      "out of device memory: " + std::to_string(bytes) + " bytes asked for, " +
          std::to_string(freeBytes()) + " of " + std::to_string(sizeBytes) +
          " free, the largest free block has " + std::to_string(largest));
}

bool HbmAllocator::free(uint64_t offset) {
  const auto found = used.find(offset);
  if (found == used.end())
    return false;
  auto hole = holes.emplace(offset, found->second).first;
  used.erase(found);
  const auto after = std::next(hole);
  if (after != holes.end() && hole->first + hole->second == after->first) {
    hole->second += after->second;
    holes.erase(after);
  }
  if (hole != holes.begin()) {
    const auto before = std::prev(hole);
    if (before->first + before->second == hole->first) {
      before->second += hole->second;
      holes.erase(hole);
    }
  }
  return true;
}

uint64_t HbmAllocator::freeBytes() const {
  uint64_t total = 0;
  for (const auto &hole : holes)
    total += hole.second;
  return total;
}

bool HbmAllocator::owns(uint64_t offset, uint64_t bytes) const {
  auto next = used.upper_bound(offset);
  if (next == used.begin())
    return false;
  const auto &[start, size] = *std::prev(next);
  return offset - start <= size && bytes <= size - (offset - start);
}

} // namespace alcyone::runtime
