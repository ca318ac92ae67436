// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/l1/L1Banks.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace alcyone::sim {

static constexpr size_t mostKnown = 10'000;

BankUse &BankUse::operator+=(const BankUse &other) {
  lines += other.lines;
  idealCycles += other.idealCycles;
  fullest = std::max(fullest, other.fullest);
  return *this;
}

BankUse BankUse::times(double factor) const {
  return {lines * factor, idealCycles * factor, fullest * factor};
}

L1Banks::L1Banks(const isa::Chip &chip)
    : banks(unsigned(chip.l1.banks)),
      bankShift(unsigned(std::countr_zero(chip.l1.banks))),
      bytesPerLine(chip.l1.bankBytes), perBank(chip.l1.banks) {}

unsigned L1Banks::bank(uint64_t offset) const {
  uint64_t line = offset / bytesPerLine;
  if (banks == 1)
    return 0;
  uint64_t sum = 0;
  for (; line != 0; line >>= bankShift)
    sum += line;
  return unsigned(sum & (banks - 1));
}

uint64_t L1Banks::lines(uint64_t offset, uint64_t bytes) const {
  if (bytes == 0)
    return 0;
  return (offset + bytes - 1) / bytesPerLine - offset / bytesPerLine + 1;
}

size_t L1Banks::Hash::operator()(const AccessPattern &pattern) const {
  uint64_t hash = pattern.base;
  for (uint64_t part :
       {uint64_t(pattern.stride), pattern.segments, pattern.segmentBytes})
    hash = (hash ^ part) * 0x9E3779B97F4A7C15u; // golden ratio, 64 bits
  return hash ^ hash >> 32;
}

const BankUse &L1Banks::use(const AccessPattern &pattern) const {
  AccessPattern key = pattern;
  key.base %= bytesPerLine;
  const auto found = known.find(key);
  if (found != known.end())
    return found->second;
  if (known.size() == mostKnown)
    known.clear();
  return known.emplace(key, compute(key)).first->second;
}

BankUse L1Banks::compute(const AccessPattern &pattern) const {
  if (pattern.segments == 0 || pattern.segmentBytes == 0)
    return {};
  // Enough accesses to tell an uneven spread from chance, and no more: the
  // cost of this function is per instruction.
  const uint64_t linesEach =
      (pattern.segmentBytes + bytesPerLine - 1) / bytesPerLine;
  const uint64_t sampledLines = std::min<uint64_t>(linesEach, 4 * banks);
  const uint64_t sampledSegments = std::min<uint64_t>(
      pattern.segments, std::max<uint64_t>(1, 4 * banks / sampledLines));
  std::fill(perBank.begin(), perBank.end(), 0);
  // A descending pattern is the same as an ascending one.
  const uint64_t step = uint64_t(std::abs(pattern.stride));
  uint64_t sampled = 0, touched = 0;
  for (uint64_t segment = 0; segment < sampledSegments; ++segment) {
    const uint64_t offset = pattern.base + segment * step;
    const uint64_t all = lines(offset, pattern.segmentBytes);
    const uint64_t some = std::min(all, sampledLines);
    for (uint64_t line = 0; line < some; ++line)
      ++perBank[bank(offset + line * bytesPerLine)];
    sampled += some;
    touched += all;
  }
  const uint64_t fullest = *std::max_element(perBank.begin(), perBank.end());
  BankUse use;
  use.lines = double(touched * pattern.segments) / double(sampledSegments);
  use.idealCycles = use.lines / double(banks);
  use.fullest = double(fullest) * use.lines / double(sampled);
  return use;
}

} // namespace alcyone::sim
