// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "RandomMove.h"

#include "isa/numerics/Formats.h"
#include "isa/support/AddressMap.h"

#include <algorithm>
#include <cstring>

namespace alcyone::tests {

using namespace isa;

namespace {
constexpr uint64_t dataBytes = 0x6000; // lists lie behind
constexpr unsigned gatherRows = 8;
} // namespace

std::array<std::span<uint8_t>, 3> RandomMove::areas(MemoryMap &memory,
                                                    unsigned channel) {
  const uint64_t first = channel * areaBytes;
  return {memory.l1(0).subspan(first, areaBytes),
          memory.l2(0).subspan(first, areaBytes),
          memory.hbm().subspan(first, areaBytes)};
}

// Dense in some order of the dimensions, with gaps or overlaps; or any. Shrinks
// what does not fit.
uint64_t RandomMove::place(unsigned channel,
                           const std::array<uint32_t, 4> &shape,
                           std::array<int32_t, 4> &stride, unsigned bytes,
                           bool isSource) {
  std::array<unsigned, 4> order{3, 2, 1, 0};
  if (oneIn(3))
    std::swap(order[below(4)], order[below(4)]);
  int64_t extent = bytes;
  const bool any = oneIn(8);
  for (unsigned d : order) {
    if (oneIn(6))
      extent += int64_t(bytes * below(4));
    stride[d] =
        any ? int32_t(bytes) * (int32_t(below(41)) - 20) : int32_t(extent);
    extent *= std::max<uint32_t>(shape[d], 1);
  }
  if (oneIn(isSource ? 5 : 20))
    stride[below(4)] = 0;
  if (oneIn(6))
    stride[below(4)] *= -1;
  int64_t low = 0, high = bytes;
  for (unsigned d = 0; d < 4; ++d) {
    int64_t reach;
    do {
      reach = int64_t(stride[d]) * (int64_t(shape[d]) - 1);
      if (high - low + std::abs(reach) <= int64_t(dataBytes))
        break;
      stride[d] = 0;
    } while (true);
    (reach < 0 ? low : high) += reach;
  }
  const uint64_t room = (dataBytes - uint64_t(high - low)) / bytes + 1;
  uint64_t offset = below(room) * bytes;
  if (oneIn(3))
    offset = offset / 256 * 256;
  static constexpr uint64_t bases[] = {address::ownL1, address::l1Of(0),
                                       address::l2Of(0), address::hbm};
  return bases[below(4)] + channel * areaBytes + offset + uint64_t(-low);
}

template <class Move> void RandomMove::shape(Move &move, unsigned bytes) {
  const uint64_t most = dataBytes / 2 / bytes;
  if (oneIn(6)) {
    move.shape = {1, 1, 1, uint32_t(1 + below(most))};
    return;
  }
  for (uint32_t &size : move.shape)
    size = oneIn(60) ? 0 : uint32_t(1 + below(oneIn(3) ? 40 : 5));
  const auto elements = [&] {
    uint64_t product = 1;
    for (uint32_t size : move.shape)
      product *= size;
    return product;
  };
  while (elements() > std::min<uint64_t>(most, 1500))
    move.shape[below(4)] = 1;
}

template <class Move> void RandomMove::formats(Move &move) {
  move.srcFormat = move.dstFormat = Format(1 + below(6));
  if (oneIn(3)) {
    move.srcFormat = oneIn(2) ? Format::Fp32 : Format::Bf16;
    move.dstFormat = oneIn(2) ? Format::Fp32 : Format::Bf16;
  }
}

Copy RandomMove::copy(unsigned channel) {
  Copy copy;
  formats(copy);
  const unsigned from = formatBytes(copy.srcFormat);
  const unsigned into = formatBytes(copy.dstFormat);
  shape(copy, std::max(from, into));
  copy.src = place(channel, copy.shape, copy.srcStride, from, true);
  copy.dst = place(channel, copy.shape, copy.dstStride, into, false);
  copy.multicastCount = uint16_t(below(2));
  return copy;
}

Fill RandomMove::fill(unsigned channel) {
  Fill fill;
  fill.dstFormat = Format(1 + below(6));
  fill.value = uint32_t(random());
  const unsigned bytes = formatBytes(fill.dstFormat);
  shape(fill, bytes);
  fill.dst = place(channel, fill.shape, fill.dstStride, bytes, false);
  return fill;
}

Gather RandomMove::gather(unsigned channel) {
  Gather gather;
  formats(gather);
  const unsigned from = formatBytes(gather.srcFormat);
  const unsigned into = formatBytes(gather.dstFormat);
  shape(gather, std::max(from, into));
  gather.shape[0] = std::min<uint32_t>(gather.shape[0], 100);
  std::array<uint32_t, 4> reach = gather.shape;
  reach[0] = gatherRows;
  gather.src = place(channel, reach, gather.srcStride, from, true);
  gather.dst = place(channel, gather.shape, gather.dstStride, into, false);
  gather.indexFormat = oneIn(2) ? Format::Int32 : Format::Int64;
  const int32_t bytes = int32_t(formatBytes(gather.indexFormat));
  gather.indexStride = bytes * (oneIn(2) ? 1 : int32_t(below(5)) - 2);
  gather.indexLimit = gatherRows;
  static constexpr uint64_t bases[] = {address::ownL1, address::l2Of(0),
                                       address::hbm};
  gather.index = bases[below(3)] + channel * areaBytes + dataBytes +
                 (areaBytes - dataBytes) / 2 + 8 * below(30);
  return gather;
}

void RandomMove::list(const Gather &gather, MemoryMap &one, MemoryMap &other) {
  const unsigned bytes = formatBytes(gather.indexFormat);
  const uint64_t bad = oneIn(8) ? below(gather.shape[0] + 1) : ~uint64_t(0);
  if (bytes < 4)
    return;
  for (uint64_t i = 0; i < gather.shape[0]; ++i) {
    int64_t row = int64_t(below(gatherRows));
    if (i == bad)
      row = oneIn(2) ? gatherRows : -1 - int64_t(below(1000));
    for (MemoryMap *memory : {&one, &other}) {
      Fault fault;
      if (uint8_t *entry = memory->resolve(
              gather.index + i * uint64_t(int64_t(gather.indexStride)), bytes,
              0, fault))
        std::memcpy(entry, &row, bytes);
    }
  }
}

Instruction RandomMove::next(unsigned channel) {
  switch (below(4)) {
  case 0:
    return fill(channel);
  case 1:
    return gather(channel);
  default:
    return copy(channel);
  }
}

template <class Move> void RandomMove::spoil(Move &move) {
  static constexpr uint64_t strange[] = {0,
                                         0x1000,
                                         address::tileRegisters,
                                         0x3000'0000,
                                         address::ownL1 + address::l1Stride,
                                         address::l1Of(1),
                                         address::l1Of(0) + 0x80000 - 16,
                                         address::ownL1 + 0x80000 - 16,
                                         address::l2Of(1),
                                         address::l2Of(0) + 0x200000 - 8,
                                         address::hbm - 8,
                                         address::hbm + 0x4000'0000 - 24,
                                         ~uint64_t(7),
                                         uint64_t(1) << 63,
                                         address::hbm + 3};
  const unsigned d = unsigned(below(4));
  switch (below(12)) {
  case 0:
    move.dst = strange[below(std::size(strange))];
    break;
  case 1:
    move.dst += 1 + below(8);
    break;
  case 2:
    move.dstStride[d] = int32_t(random());
    break;
  case 3:
    move.dstFormat = Format(below(8));
    break;
  case 4:
    move.multicastCount = uint16_t(below(4));
    move.multicastStride = uint16_t(below(3));
    break;
  case 5:
    move.shape[d] = oneIn(2) ? uint32_t(random()) : 0;
    break;
  case 6:
    move.dstStride[0] =
        int32_t(address::l1Stride) * (int32_t(below(256)) - 128);
    break;
  default:
    if constexpr (requires { move.srcFormat; }) {
      switch (below(5)) {
      case 0:
        move.src = strange[below(std::size(strange))];
        break;
      case 1:
        move.src += 1 + below(8);
        break;
      case 2:
        move.srcStride[d] = int32_t(random());
        break;
      case 3:
        move.srcFormat = Format(below(8));
        break;
      default:
        move.srcStride[0] =
            int32_t(address::l1Stride) * (int32_t(below(256)) - 128);
      }
    }
    if constexpr (requires { move.index; }) {
      switch (below(6)) {
      case 0:
        move.index = strange[below(std::size(strange))];
        break;
      case 1:
        move.index += 1 + below(8);
        break;
      case 2:
        move.indexStride = int32_t(random());
        break;
      case 3:
        move.indexFormat = Format(below(8));
        break;
      case 4:
        move.indexLimit = uint32_t(below(9));
        break;
      default: // beside what is written, or in it
        move.index = (move.dst & ~uint64_t(7)) + 8 * below(32);
        break;
      }
    }
  }
}

Instruction RandomMove::spoilt(unsigned channel) {
  Instruction instruction = next(channel);
  std::visit(
      [this](auto &move) {
        if constexpr (requires { move.dstStride; })
          for (uint64_t times = 1 + below(2); times-- > 0;)
            spoil(move);
      },
      instruction);
  return instruction;
}

} // namespace alcyone::tests
