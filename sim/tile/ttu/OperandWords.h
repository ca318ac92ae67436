// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words in which the tensor unit reads an operand
// (rtl/ttu/alc_ttu_fetch.sv): groups of k for the rows of A, or columns of B,
// of a panel. Words whose bytes begin within lines take one more access a panel
// if memory is contiguous along k, else two for one.
#pragma once

#include "sim/tile/l1/L1Banks.h"

#include <cstdint>
#include <vector>

namespace alcyone::sim {

struct OperandShape {
  uint64_t base = 0, stride = 0; ///< bytes
  bool alongK = false;           ///< memory is contiguous along k
  uint64_t across = 0;           ///< rows of A, columns of B
  uint64_t k = 0;
  unsigned lines = 0; ///< of a panel
  unsigned group = 0; ///< of k, in a word
  uint64_t inner = 1; ///< panels of a round
  uint64_t outer = 1; ///< rounds
  bool advanceInner =
      false; ///< a panel each for the inner rounds, else the outer
};

class OperandWords {
public:
  OperandWords(const OperandShape &shape, const L1Banks &banks);

  unsigned lanes() const { return laneCount; }
  bool done() const { return rounds == 0; }
  /// The next word is the last of a group.
  bool emits() const { return !unaligned || second; }
  /// Puts the banks of the next word's lanes.
  void next(std::vector<uint16_t> &lanes);

private:
  void put(std::vector<uint16_t> &lanes, size_t lane, uint64_t line);
  void alongK(std::vector<uint16_t> &lanes);
  void acrossK(std::vector<uint16_t> &lanes);
  void advance();

  static constexpr unsigned elementBytes = 2;
  const OperandShape shape;
  const L1Banks &banks;
  const unsigned lineBytes, lanesEach; ///< of a line of the panel, or a k
  unsigned laneCount;
  bool unaligned, second = false;
  uint64_t panel, origin, acrossLeft;
  int64_t left;
  uint64_t round, rounds;
};

} // namespace alcyone::sim
