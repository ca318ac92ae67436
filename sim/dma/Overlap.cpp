// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/dma/Overlap.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace alcyone::sim {
namespace {

/// Of global addresses: dimension 0 may lead from one memory to another.
struct Extent {
  int64_t low = 0;
  int64_t high = 0; ///< one past the last byte
};

Extent extent(uint64_t address, const std::array<uint32_t, 4> &shape,
              const std::array<int32_t, 4> &stride, unsigned elementBytes,
              const std::vector<uint64_t> &rows) {
  Extent extent{int64_t(address), int64_t(address)};
  auto add = [&extent](int64_t least, int64_t most) {
    extent.low += std::min(least, most);
    extent.high += std::max(least, most);
  };
  for (unsigned dim = 0; dim < 4; ++dim) {
    if (dim == 0 && !rows.empty()) {
      const auto [least, most] = std::minmax_element(rows.begin(), rows.end());
      add(int64_t(*least) * stride[0], int64_t(*most) * stride[0]);
      continue;
    }
    add(0, int64_t(stride[dim]) * (int64_t(shape[dim]) - 1));
  }
  extent.high += elementBytes;
  return extent;
}

/// Each dimension steps over all that the ones with smaller strides cover.
bool writesEachByteOnce(const isa::Transfer &transfer) {
  struct Dimension {
    uint64_t stride, size;
  };
  std::array<Dimension, 4> dims;
  for (unsigned dim = 0; dim < 4; ++dim)
    dims[dim] = {uint64_t(std::abs(int64_t(transfer.dstStride[dim]))),
                 transfer.shape[dim]};
  std::sort(dims.begin(), dims.end(),
            [](const Dimension &a, const Dimension &b) {
              return a.stride < b.stride;
            });
  uint64_t covered = transfer.dstBytes();
  for (const Dimension &dim : dims) {
    if (dim.size == 1)
      continue;
    if (dim.stride < covered)
      return false;
    covered += dim.stride * (dim.size - 1);
  }
  return true;
}

} // namespace

bool orderMatters(const isa::Transfer &transfer, unsigned tile) {
  if (transfer.isFill)
    return false; // one value
  if (!writesEachByteOnce(transfer))
    return true;
  const Extent from = extent(
      isa::multicastAddress(transfer, transfer.src, 0, tile), transfer.shape,
      transfer.srcStride, transfer.srcBytes(), transfer.rows);
  for (unsigned i = 0; i < transfer.multicastCount; ++i) {
    const Extent to =
        extent(isa::multicastAddress(transfer, transfer.dst, i, tile),
               transfer.shape, transfer.dstStride, transfer.dstBytes(), {});
    if (from.low < to.high && to.low < from.high)
      return true;
  }
  return false;
}

} // namespace alcyone::sim
