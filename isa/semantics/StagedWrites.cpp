// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See StagedWrites.h.
#include "isa/semantics/StagedWrites.h"

namespace alcyone::isa {

std::vector<uint8_t> StagedWrites::read(const uint8_t *l1) const {
  uint64_t total = 0;
  for (const ByteRange &range : ranges)
    total += range.bytes;
  std::vector<uint8_t> result(total);
  uint8_t *to = result.data();
  for (const ByteRange &range : ranges) {
    std::memcpy(to, l1 + range.offset, range.bytes);
    to += range.bytes;
  }
  return result;
}

void StagedWrites::write(uint8_t *l1, const std::vector<uint8_t> &from) const {
  const uint8_t *next = from.data();
  for (const ByteRange &range : ranges) {
    std::memcpy(l1 + range.offset, next, range.bytes);
    next += range.bytes;
  }
}

} // namespace alcyone::isa
