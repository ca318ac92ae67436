// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How accesses spread over the banks of an L1. A line is l1.bank_bytes wide and
// lies in one bank; bank numbers are skewed: bank = (line + line / banks +
// line / banks^2 + ...) mod banks, so that strides that are powers of two use
// all banks. No time here: results are cycles in which every bank is busy.
#pragma once

#include "isa/chips/Chip.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace alcyone::sim {

/// `segments` pieces of `segmentBytes` each, `stride` bytes apart.
struct AccessPattern {
  uint64_t base = 0;
  int64_t stride = 0;
  uint64_t segments = 0;
  uint64_t segmentBytes = 0;
  bool operator==(const AccessPattern &) const = default;
};

/// What patterns ask of the banks.
struct BankUse {
  double lines = 0;       ///< bank accesses
  double idealCycles = 0; ///< L1 cycles they take if spread evenly
  double fullest = 0;     ///< accesses of the bank that has most

  /// L1 cycles: bandwidth, or the fullest bank.
  double cycles() const { return std::max(idealCycles, fullest); }

  /// Another pattern at the same time; it is taken to fill other banks most.
  BankUse &operator+=(const BankUse &other);
  BankUse times(double factor) const;
};

class L1Banks {
public:
  explicit L1Banks(const isa::Chip &chip);

  unsigned bank(uint64_t offset) const;
  uint64_t lineBytes() const { return bytesPerLine; }
  unsigned count() const { return banks; }

  /// Lines touched by [offset, offset + bytes).
  uint64_t lines(uint64_t offset, uint64_t bytes) const;

  /// Bank use of a pattern whose accesses are buffered, so that only the
  /// fullest bank bounds the time. A long pattern is judged by a sample of its
  /// beginning.
  /// What a pattern asks depends on where its first line begins only by the
  /// offset in that line: skewing is taken to hide the rest.
  const BankUse &use(const AccessPattern &pattern) const;

private:
  struct Hash {
    size_t operator()(const AccessPattern &pattern) const;
  };
  BankUse compute(const AccessPattern &pattern) const;

  unsigned banks;
  unsigned bankShift;
  uint64_t bytesPerLine;
  mutable std::vector<uint32_t> perBank; ///< scratch of compute()
  /// Programs repeat themselves; computing costs more than a small matmul.
  mutable std::unordered_map<AccessPattern, BankUse, Hash> known;
};

} // namespace alcyone::sim
