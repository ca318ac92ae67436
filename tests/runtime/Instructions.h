// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Short ways to say what the tests of this folder need. L1 addresses are those
// of the tile's own L1 unless a tile is named.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/machine/EngineQueue.h"
#include "isa/numerics/Formats.h"
#include "isa/support/AddressMap.h"

#include <bit>

namespace alcyone::tests {

inline constexpr unsigned ttu = isa::ttuQueue;
inline constexpr unsigned tvp = isa::tvpQueue;
inline constexpr unsigned dma0 = isa::firstTdmaQueue;
inline constexpr unsigned dma1 = isa::firstTdmaQueue + 1;
inline constexpr unsigned cdma0 = isa::firstCdmaQueue;

constexpr uint64_t l1(uint64_t offset) { return isa::address::ownL1 + offset; }
constexpr uint64_t l1Of(unsigned tile, uint64_t offset) {
  return isa::address::l1Of(tile) + offset;
}

inline isa::Copy copyRow(uint64_t dst, uint64_t src, uint32_t elements,
                         isa::Format format = isa::Format::Fp32) {
  isa::Copy copy;
  copy.dst = dst;
  copy.src = src;
  copy.shape = {1, 1, 1, elements};
  copy.dstStride[3] = copy.srcStride[3] = int32_t(formatBytes(format));
  copy.dstFormat = copy.srcFormat = format;
  return copy;
}

inline isa::Fill fillRow(uint64_t dst, uint32_t elements, float value) {
  isa::Fill fill;
  fill.dst = dst;
  fill.shape = {1, 1, 1, elements};
  fill.dstStride[3] = 4;
  fill.dstFormat = isa::Format::Fp32;
  fill.value = std::bit_cast<uint32_t>(value);
  return fill;
}

template <typename Inst>
Inst waits(Inst inst, uint8_t semaphore, uint8_t count = 1) {
  inst.header.wait0Sem = semaphore;
  inst.header.wait0Count = count;
  return inst;
}

template <typename Inst>
Inst signals(Inst inst, uint8_t semaphore, uint8_t count = 1,
             uint16_t target = isa::targetOwn) {
  inst.header.signal0Sem = semaphore;
  inst.header.signal0Count = count;
  inst.header.signal0Target = target;
  return inst;
}

} // namespace alcyone::tests
