// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bytes of an L1 that an instruction writes, and the means to let a model write
// them later than they were computed.
#pragma once

#include <cstdint>
#include <cstring>
#include <vector>

namespace alcyone::isa {

struct ByteRange {
  uint64_t offset; // bytes into L1
  uint64_t bytes;
  bool operator==(const ByteRange &) const = default;
};

// Results that exist but are not yet in L1: operands were read at the start of
// an instruction, commit() writes its results at the end.
class StagedWrites {
public:
  // Calls run(), which writes at most `ranges` of l1, keeps what it wrote and
  // puts back what was there.
  template <class Run>
  StagedWrites(std::vector<ByteRange> ranges, uint8_t *l1, Run run)
      : ranges(std::move(ranges)) {
    std::vector<uint8_t> before = read(l1);
    run();
    bytes = read(l1);
    write(l1, before);
  }

  StagedWrites(std::vector<ByteRange> ranges, std::vector<uint8_t> bytes)
      : ranges(std::move(ranges)), bytes(std::move(bytes)) {}

  void commit(uint8_t *l1) const { write(l1, bytes); }

private:
  std::vector<uint8_t> read(const uint8_t *l1) const;
  void write(uint8_t *l1, const std::vector<uint8_t> &from) const;

  std::vector<ByteRange> ranges;
  std::vector<uint8_t> bytes; // of all ranges, one after another
};

} // namespace alcyone::isa
