// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/dma/GatherParts.h"

#include <algorithm>

namespace alcyone::sim {

namespace {

// Until the walk over a list can start, from the check's end, from the last
// entry of a list before or from the last row.
constexpr Cycle checkToList = 10, listToList = 7, rowsToList = 6;
// Until that over the first row can: it waits for the judgement of all rows.
constexpr Cycle checkToRows = 10, listToRows = 7;

} // namespace

void GatherParts::begin(const isa::Gather &instruction,
                        const isa::Transfer &transfer) {
  gather = &instruction;
  whole = &transfer;
  rows = instruction.shape[0];
  first = 0;
  isForCheck = true;
  showList();
}

// Entries go to the channel one by one, as if they were scattered.
void GatherParts::showList() {
  readsList = true;
  count = std::min(most, rows - first);
  const int64_t stride = gather->indexStride;
  present = isa::Transfer();
  present.src = gather->index + uint64_t(first * stride);
  present.srcFormat = gather->indexFormat;
  present.dstFormat = isa::Format::Int64;
  present.shape = {1, 1, 1, count};
  present.srcStride = {0, 0, 0, gather->indexStride};
}

void GatherParts::showRows() {
  readsList = false;
  present = *whole;
  present.shape[0] = count;
  present.dst += uint64_t(int64_t(first) * whole->dstStride[0]);
  const auto begin = whole->rows.begin() + first;
  present.rows.assign(begin, begin + count);
}

Cycle GatherParts::next() {
  const bool hasOneList = rows <= most;
  if (!readsList) {
    first += count;
    showList();
    return rowsToList;
  }
  if (!isForCheck || (hasOneList && first + count == rows)) {
    const bool wasForCheck = isForCheck;
    isForCheck = false;
    showRows();
    return wasForCheck ? checkToRows : listToRows;
  }
  first += count;
  isForCheck = first != rows;
  if (!isForCheck)
    first = 0;
  showList();
  return isForCheck ? listToList : checkToList;
}

} // namespace alcyone::sim
