// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The 64-bit address space that control processors and tile DMAs see. Regions
// start here and nowhere else; how much of a region is really there comes from
// the chip file. Tensor and vector units use 32-bit byte offsets into the L1 of
// their own tile instead.
#pragma once

#include <cstdint>

namespace alcyone::isa::address {

inline constexpr uint64_t tcm = 0; // private to the tile's TCP and queue unit
inline constexpr uint64_t tileRegisters = 0x0200'0000; // TCP only
inline constexpr uint64_t tileRegistersBytes = 0x1'0000;
inline constexpr uint64_t ownL1 = 0x1000'0000; // alias of the tile's own L1
inline constexpr uint64_t l1 = 0x20'0000'0000; // + global tile * l1Stride
inline constexpr uint64_t l1Stride = 0x0100'0000;
inline constexpr uint64_t l2 = 0x40'0000'0000; // + cluster * l2Stride
inline constexpr uint64_t l2Stride = 0x1000'0000;
inline constexpr uint64_t hbm = 0x80'0000'0000;

// What fits between the starts above; chip files are held to these.
inline constexpr uint64_t maxTcmBytes = tileRegisters;
inline constexpr uint64_t maxTiles = (l2 - l1) / l1Stride;
inline constexpr uint64_t maxClusters = (hbm - l2) / l2Stride;
inline constexpr uint64_t maxHbmBytes = uint64_t(1) << 44;

// Global tile number = cluster * tiles per cluster + tile in cluster.
constexpr uint64_t l1Of(uint64_t globalTile) {
  return l1 + globalTile * l1Stride;
}
constexpr uint64_t l2Of(uint64_t cluster) { return l2 + cluster * l2Stride; }

enum class Region : uint8_t { None, Tcm, TileRegisters, OwnL1, L1, L2, Hbm };

// An address as a place: which memory, whose, and how far into it.
struct Location {
  Region region = Region::None;
  uint64_t unit = 0;   // global tile for L1, cluster for L2, otherwise 0
  uint64_t offset = 0; // bytes from the start of that memory
};

// Knows regions only: that unit and offset exist on a chip is for the caller to
// check.
constexpr Location locate(uint64_t address) {
  if (address >= hbm)
    return {Region::Hbm, 0, address - hbm};
  if (address >= l2)
    return {Region::L2, (address - l2) / l2Stride, (address - l2) % l2Stride};
  if (address >= l1)
    return {Region::L1, (address - l1) / l1Stride, (address - l1) % l1Stride};
  if (address >= ownL1 && address < ownL1 + l1Stride)
    return {Region::OwnL1, 0, address - ownL1};
  if (address >= tileRegisters && address < tileRegisters + tileRegistersBytes)
    return {Region::TileRegisters, 0, address - tileRegisters};
  if (address < maxTcmBytes)
    return {Region::Tcm, 0, address};
  return {};
}

} // namespace alcyone::isa::address
