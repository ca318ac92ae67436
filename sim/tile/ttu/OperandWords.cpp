// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/ttu/OperandWords.h"

#include <algorithm>

namespace alcyone::sim {

OperandWords::OperandWords(const OperandShape &shape, const L1Banks &banks)
    : shape(shape), banks(banks), lineBytes(unsigned(banks.lineBytes())),
      lanesEach(std::max(1u, (shape.alongK ? shape.group : shape.lines) *
                                 elementBytes / lineBytes)),
      laneCount(lanesEach * (shape.alongK ? shape.lines : shape.group)),
      unaligned(shape.base % lineBytes != 0 ||
                (shape.stride % lineBytes != 0 &&
                 (shape.alongK ? shape.across : shape.k) != 1)),
      panel(shape.base), origin(shape.base), acrossLeft(shape.across),
      left(int64_t(shape.k)), round(shape.inner), rounds(shape.outer) {}

void OperandWords::put(std::vector<uint16_t> &lanes, size_t lane,
                       uint64_t line) {
  lanes[lane] = uint16_t(banks.bank(line * lineBytes));
}

void OperandWords::alongK(std::vector<uint16_t> &lanes) {
  const uint64_t width = std::min<uint64_t>(acrossLeft, shape.lines);
  const int64_t bytes = std::min<int64_t>(left, shape.group) * elementBytes;
  for (uint64_t row = 0; row < width; ++row) {
    const uint64_t at = origin + row * shape.stride;
    const int64_t reach = bytes + int64_t(at % lineBytes);
    for (unsigned i = 0; i < lanesEach && int64_t(i * lineBytes) < reach; ++i)
      put(lanes, row * lanesEach + i, at / lineBytes + i);
  }
}

void OperandWords::acrossK(std::vector<uint16_t> &lanes) {
  const uint64_t depth = uint64_t(std::min<int64_t>(left, shape.group));
  const uint64_t bytes =
      std::min<uint64_t>(acrossLeft, shape.lines) * elementBytes;
  for (uint64_t k = 0; k < depth; ++k) {
    const uint64_t at = origin + k * shape.stride;
    const uint64_t reach = bytes + at % lineBytes;
    if (second) {
      if (reach > uint64_t(lanesEach) * lineBytes)
        put(lanes, k * lanesEach, at / lineBytes + lanesEach);
      continue;
    }
    for (unsigned i = 0; i < lanesEach && i * lineBytes < reach; ++i)
      put(lanes, k * lanesEach + i, at / lineBytes + i);
  }
}

void OperandWords::next(std::vector<uint16_t> &lanes) {
  if (shape.alongK)
    alongK(lanes);
  else
    acrossK(lanes);
  advance();
}

void OperandWords::advance() {
  const bool emitted = emits();
  const int64_t group = shape.group;
  const bool panelEnds =
      shape.alongK && unaligned ? left <= 0 : emitted && left <= group;
  second = unaligned && (shape.alongK || !second);
  if (shape.alongK || emitted) {
    origin += shape.alongK ? uint64_t(group) * elementBytes
                           : uint64_t(group) * shape.stride;
    left -= group;
  }
  if (!panelEnds)
    return;
  const bool innerEnds = round == 1;
  if (shape.advanceInner && innerEnds) {
    panel = shape.base;
    acrossLeft = shape.across;
  } else if (shape.advanceInner || innerEnds) {
    panel += shape.alongK ? shape.lines * shape.stride
                          : uint64_t(shape.lines) * elementBytes;
    acrossLeft -= std::min<uint64_t>(acrossLeft, shape.lines);
  }
  second = false;
  origin = panel;
  left = int64_t(shape.k);
  round = innerEnds ? shape.inner : round - 1;
  rounds -= innerEnds;
}

} // namespace alcyone::sim
