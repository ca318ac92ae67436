// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The memories of one chip that data lives in, without time: L1 of every tile,
// L2 of every cluster, HBM. All start as zero and cost host memory only where
// they are touched. Control memories (TCM) are not here: nothing but their own
// tile's processor and queues can reach them.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <span>

namespace alcyone::isa {

class MemoryMap {
public:
  explicit MemoryMap(const Chip &chip);
  ~MemoryMap();
  MemoryMap(const MemoryMap &) = delete;
  MemoryMap &operator=(const MemoryMap &) = delete;

  // Host memory of `bytes` bytes at `address` as seen by a DMA of `tile`
  // (global number; it decides what the alias of the own L1 means). A range
  // that is not wholly inside one memory sets `fault` (AddressOutOfRange, with
  // the first address that is not there) and gives null.
  uint8_t *resolve(uint64_t address, uint64_t bytes, unsigned tile,
                   Fault &fault);

  // The memory that holds `address`, and where in it. Region::None if nothing
  // does. The alias of the own L1 comes back as Region::L1.
  address::Location locate(uint64_t address, unsigned tile) const;

  unsigned tileCount() const { return tiles; }

  std::span<uint8_t> l1(unsigned tile);
  std::span<uint8_t> l2(unsigned cluster);
  std::span<uint8_t> hbm();

  // Makes `bytes` of HBM from hbmOffset on show a file's content: pages are
  // shared with the file until the device writes them. Both offsets must be
  // multiples of 4096; the rest of the last page reads as what follows in the
  // file. Throws Failure (BadInput) if the file cannot be mapped.
  void mapFile(uint64_t hbmOffset, int fileDescriptor, uint64_t fileOffset,
               uint64_t bytes);

  // HBM from hbmOffset on is zero again and takes no memory. Multiples of 4096.
  void release(uint64_t hbmOffset, uint64_t bytes);

private:
  std::span<uint8_t> memory(const address::Location &location);

  unsigned tiles;
  unsigned clusters;
  uint64_t l1Bytes;
  uint64_t l2Bytes;
  uint64_t hbmBytes;
  uint8_t *base; // one reservation: all L1, then all L2, then HBM
  uint64_t reservedBytes;
};

} // namespace alcyone::isa
