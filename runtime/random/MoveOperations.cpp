// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random copy, fill and gather.
#include "runtime/random/Generator.h"

#include "isa/numerics/Formats.h"
#include "isa/support/AddressMap.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace alcyone::random {

using namespace isa;

namespace {
constexpr unsigned dstField = 24, srcField = 32;
constexpr uint32_t mostElements = 1024;

bool isEmpty(const std::array<uint32_t, 4> &shape) {
  return std::find(shape.begin(), shape.end(), 0u) != shape.end();
}
} // namespace

template <typename Move> void Generator::randomShape(Move &move) {
  for (uint32_t &size : move.shape)
    size = random.oneIn(50) ? 0 : 1 + random.below(random.oneIn(3) ? 40 : 5);
  const auto elements = [&] {
    return std::accumulate(move.shape.begin(), move.shape.end(), uint64_t(1),
                           std::multiplies<>());
  };
  while (elements() > mostElements)
    random.pick(move.shape) = 1;
}

// Dense in some order of the dimensions, with gaps or overlaps; or any.
std::array<int32_t, 4>
Generator::randomStrides(const std::array<uint32_t, 4> &shape, unsigned bytes,
                         bool isSource) {
  std::array<int32_t, 4> stride{};
  if (random.oneIn(6)) {
    for (int32_t &one : stride)
      one = int32_t(bytes) * int32_t(random.between(-20, 20));
    return stride;
  }
  std::array<unsigned, 4> order{3, 2, 1, 0};
  if (random.oneIn(3))
    std::swap(random.pick(order), random.pick(order));
  int64_t extent = bytes;
  for (unsigned dim : order) {
    if (random.oneIn(6))
      extent += bytes * random.below(4);
    stride[dim] = int32_t(extent);
    extent *= std::max<uint32_t>(shape[dim], 1);
  }
  if (isSource && random.oneIn(4))
    random.pick(stride) = 0; // broadcast
  if (random.oneIn(6))
    random.pick(stride) *= -1;
  return stride;
}

std::optional<uint64_t> Generator::side(Operation &operation, bool isWrite,
                                        const std::array<uint32_t, 4> &shape,
                                        std::array<int32_t, 4> &stride,
                                        unsigned bytes, int64_t step,
                                        std::array<uint64_t, 2> rows) {
  Side side{anyMemory(operation.tile), 0};
  const unsigned tiles = made.layout.tiles();
  // Dimension 0 may lead from L1 to L1.
  const bool acrossTiles = rows[0] == 0 && rows[1] + 1 == shape[0] &&
                           side.memory + shape[0] <= tiles && shape[0] > 1 &&
                           random.oneIn(2);
  Extent extent(bytes);
  for (unsigned dim = 1; dim < 4; ++dim)
    extent.along(stride[dim], shape[dim]);
  extent.along(step, operation.repeat);
  if (acrossTiles) {
    stride[0] = int32_t(address::l1Stride);
  } else {
    const int64_t first = int64_t(rows[0]) * stride[0];
    const int64_t last = int64_t(rows[1]) * stride[0];
    extent.low += std::min(first, last);
    extent.high += std::max(first, last);
  }
  const auto offset = place(side.memory, extent, bytes);
  if (!offset)
    return std::nullopt;
  side.offset = *offset;
  for (unsigned i = 0; i < (acrossTiles ? shape[0] : 1); ++i)
    (isWrite ? operation.writes : operation.reads)
        .push_back({side.memory + i, *offset + uint64_t(extent.low),
                    *offset + uint64_t(extent.high)});
  return acrossTiles ? made.layout.address(side.memory, side.offset)
                     : addressFor(operation.tile, side);
}

template <typename Move>
void Generator::multicast(Operation &operation, Move &move,
                          const Bytes &first) {
  const unsigned tiles = made.layout.tiles();
  if (operation.writes.size() != 1 || first.memory >= tiles || random.oneIn(3))
    return;
  move.multicastStride = uint16_t(random.below(3));
  const unsigned room = tiles - 1 - first.memory;
  const unsigned most =
      move.multicastStride ? 1 + room / move.multicastStride : 1;
  move.multicastCount = uint16_t(random.below(most + 1));
  const Bytes written = first;
  for (unsigned i = 1; i < move.multicastCount; ++i) {
    operation.writes.push_back(written);
    operation.writes.back().memory += i * move.multicastStride;
  }
}

// Shape and formats are set; finds places, a loop, a multicast.
template <typename Move>
std::optional<Operation> Generator::finishMove(Operation operation, Move move) {
  const unsigned dstBytes = formatBytes(move.dstFormat);
  const Chip &chip = made.layout.chip;
  const unsigned channel =
      random.below(unsigned(chip.tdma.channels + chip.cdma.channels));
  operation.queue =
      channel < chip.tdma.channels
          ? firstTdmaQueue + channel
          : firstCdmaQueue + channel - unsigned(chip.tdma.channels);
  if (mayRepeat())
    operation.repeat = 2 + random.below(3);
  const auto step = [&](unsigned field, unsigned bytes) -> int64_t {
    if (operation.repeat == 1 || random.oneIn(4))
      return 0;
    const int64_t step = int64_t(bytes) * random.between(-40, 40);
    operation.advances.push_back({field, 8, step});
    return step;
  };
  const uint64_t lastRow = std::max(move.shape[0], 1u) - 1;
  if constexpr (requires { move.src; }) {
    const unsigned srcBytes = formatBytes(move.srcFormat);
    std::array<uint64_t, 2> rows{0, lastRow};
    if constexpr (requires { move.index; })
      rows = {0, listRows};
    move.srcStride = randomStrides(move.shape, srcBytes, true);
    const auto src = side(operation, false, move.shape, move.srcStride,
                          srcBytes, step(srcField, srcBytes), rows);
    if (!src)
      return std::nullopt;
    move.src = *src;
  }
  move.dstStride = randomStrides(move.shape, dstBytes, false);
  const auto dst = side(operation, true, move.shape, move.dstStride, dstBytes,
                        step(dstField, dstBytes), {0, lastRow});
  if (!dst)
    return std::nullopt;
  move.dst = *dst;
  multicast(operation, move, operation.writes[0]);
  if (isEmpty(move.shape)) {
    operation.reads.clear();
    operation.writes.clear();
  }
  operation.instruction = move;
  return operation;
}

std::optional<Operation> Generator::copy(unsigned tile) {
  Operation operation;
  operation.tile = tile;
  Copy copy;
  copy.srcFormat = copy.dstFormat = anyFormat();
  if (random.oneIn(3)) {
    copy.srcFormat = random.oneIn(2) ? Format::Fp32 : Format::Bf16;
    copy.dstFormat = random.oneIn(2) ? Format::Fp32 : Format::Bf16;
  }
  randomShape(copy);
  return finishMove(std::move(operation), copy);
}

std::optional<Operation> Generator::fill(unsigned tile) {
  Operation operation;
  operation.tile = tile;
  Fill fill;
  fill.dstFormat = anyFormat();
  fill.value = uint32_t(random.next());
  randomShape(fill);
  return finishMove(std::move(operation), fill);
}

// A destination that leads from memory to memory, past this one or into it: no
// list may lie there.
static bool reachesOver(const Operation &operation, unsigned memory) {
  const Gather &gather = std::get<Gather>(operation.instruction);
  if (gather.dstStride[0] % int64_t(address::l1Stride) || !gather.dstStride[0])
    return false;
  const auto reaches = [&](auto compare) {
    return std::any_of(
        operation.writes.begin(), operation.writes.end(),
        [&](const Bytes &bytes) { return compare(bytes.memory, memory); });
  };
  return reaches(std::less_equal<>()) && reaches(std::greater_equal<>());
}

std::optional<Operation> Generator::gather(unsigned tile) {
  Operation operation;
  operation.tile = tile;
  Gather gather;
  gather.srcFormat = gather.dstFormat = anyFormat();
  randomShape(gather);
  gather.shape[0] = std::min<uint32_t>(gather.shape[0], listEntries / 2);
  // Any entries of the list, forwards or backwards.
  const unsigned memory = anyMemory(tile);
  gather.indexFormat = random.oneIn(2) ? Format::Int32 : Format::Int64;
  gather.indexStride = 8 * int32_t(random.between(-2, 2));
  if (gather.indexFormat == Format::Int32 && random.oneIn(2))
    gather.indexStride /= 2;
  const uint64_t middle = made.layout.base(memory) + listBytes / 2;
  const uint64_t first = gather.indexStride < 0 ? middle + listBytes / 2 - 8
                                                : middle - listBytes / 2;
  gather.index = addressFor(tile, {memory, first});
  gather.indexLimit = listRows + random.below(2);
  std::optional<Operation> move = finishMove(std::move(operation), gather);
  if (move && reachesOver(*move, memory))
    return std::nullopt;
  return move;
}

} // namespace alcyone::random
