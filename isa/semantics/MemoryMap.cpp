// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See MemoryMap.h. One anonymous reservation holds everything: the kernel gives
// zero pages on first touch.
#include "isa/semantics/MemoryMap.h"

#include "isa/support/Failure.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/mman.h>

namespace alcyone::isa {

using address::Location;
using address::Region;

static constexpr uint64_t pageBytes = 4096;

static uint64_t wholePages(uint64_t bytes) {
  return (bytes + pageBytes - 1) / pageBytes * pageBytes;
}

static void requirePages(const char *what, uint64_t offset) {
  if (offset % pageBytes)
    fail(Category::ModelBug, std::string(what) + " is not a multiple of 4096");
}

MemoryMap::MemoryMap(const Chip &chip)
    : tiles(unsigned(chip.tileCount())), clusters(unsigned(chip.clusters)),
      l1Bytes(chip.l1.bytes), l2Bytes(chip.l2.bytes), hbmBytes(chip.hbm.bytes) {
  reservedBytes = tiles * wholePages(l1Bytes) + clusters * wholePages(l2Bytes) +
                  wholePages(hbmBytes);
  void *memory = mmap(nullptr, reservedBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    fail(Category::BadConfig, "chip " + chip.name + ": cannot reserve " +
                                  std::to_string(reservedBytes) +
                                  " bytes of address space for its memories: " +
                                  std::strerror(errno));
  base = static_cast<uint8_t *>(memory);
}

MemoryMap::~MemoryMap() { munmap(base, reservedBytes); }

std::span<uint8_t> MemoryMap::l1(unsigned tile) {
  return {base + tile * wholePages(l1Bytes), l1Bytes};
}

std::span<uint8_t> MemoryMap::l2(unsigned cluster) {
  return {base + tiles * wholePages(l1Bytes) + cluster * wholePages(l2Bytes),
          l2Bytes};
}

std::span<uint8_t> MemoryMap::hbm() {
  return {base + tiles * wholePages(l1Bytes) + clusters * wholePages(l2Bytes),
          hbmBytes};
}

Location MemoryMap::locate(uint64_t address, unsigned tile) const {
  Location location = address::locate(address);
  if (location.region == Region::OwnL1)
    location = {Region::L1, tile, location.offset};
  switch (location.region) {
  case Region::L1:
    return location.unit < tiles && location.offset < l1Bytes ? location
                                                              : Location{};
  case Region::L2:
    return location.unit < clusters && location.offset < l2Bytes ? location
                                                                 : Location{};
  case Region::Hbm:
    return location.offset < hbmBytes ? location : Location{};
  default:
    return {};
  }
}

std::span<uint8_t> MemoryMap::memory(const Location &location) {
  switch (location.region) {
  case Region::L1:
    return l1(unsigned(location.unit));
  case Region::L2:
    return l2(unsigned(location.unit));
  case Region::Hbm:
    return hbm();
  default:
    return {};
  }
}

uint8_t *MemoryMap::resolve(uint64_t address, uint64_t bytes, unsigned tile,
                            Fault &fault) {
  const Location location = locate(address, tile);
  const std::span<uint8_t> all = memory(location);
  const uint64_t there = all.size() - location.offset;
  if (location.region == Region::None || bytes > there) {
    fault = {FaultCode::AddressOutOfRange, address + there};
    return nullptr;
  }
  return all.data() + location.offset;
}

void MemoryMap::mapFile(uint64_t hbmOffset, int fileDescriptor,
                        uint64_t fileOffset, uint64_t bytes) {
  requirePages("address of a mapped file", hbmOffset);
  requirePages("offset in a mapped file", fileOffset);
  if (!bytes)
    return;
  if (hbmOffset > hbmBytes || bytes > hbmBytes - hbmOffset)
    fail(Category::BadInput, "a mapped file does not fit the chip's HBM");
  void *memory = mmap(hbm().data() + hbmOffset, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, fileDescriptor,
                      off_t(fileOffset));
  if (memory == MAP_FAILED)
    fail(Category::BadInput,
         std::string("cannot map the weights: ") + std::strerror(errno));
}

void MemoryMap::release(uint64_t hbmOffset, uint64_t bytes) {
  requirePages("released HBM address", hbmOffset);
  requirePages("released HBM size", bytes);
  if (!bytes)
    return;
  if (hbmOffset > wholePages(hbmBytes) ||
      bytes > wholePages(hbmBytes) - hbmOffset)
    fail(Category::ModelBug, "released HBM is not there");
  void *memory =
      mmap(hbm().data() + hbmOffset, bytes, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    fail(Category::ModelBug,
         std::string("cannot release HBM: ") + std::strerror(errno));
}

} // namespace alcyone::isa
