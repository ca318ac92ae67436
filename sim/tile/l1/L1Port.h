// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How lanes of an engine's port get their lines from the banks of L1, cycle by
// cycle, as rtl/l1 does it: for engines whose time depends on which lines meet.
#pragma once

#include "sim/kernel/Server.h"

#include <cstdint>
#include <vector>

namespace alcyone::sim {

/// The banks of one cycle; who takes them first comes first.
class L1Cycle {
public:
  explicit L1Cycle(unsigned banks) : takenAt(banks) {}
  void next() { ++number; }
  bool take(unsigned bank) {
    if (takenAt[bank] == number) {
      anyRefused = true;
      return false;
    }
    takenAt[bank] = number;
    return true;
  }
  /// Somebody has been refused so far.
  bool hasRefused() const { return anyRefused; }

private:
  std::vector<uint32_t> takenAt;
  uint32_t number = 1;
  bool anyRefused = false;
};

/// Reads words of several lines, one lane a line (rtl/l1/alc_l1_reader.sv):
/// lanes may be `ahead` words ahead of the slowest, all begin every 64th word
/// together, a number of words is under way, and they come out in order.
class L1WordReader {
public:
  static constexpr uint16_t none = UINT16_MAX; ///< a lane that asks for nothing

  L1WordReader(unsigned lanes, unsigned ahead, Cycle latency);

  bool hasRoom() const { return tail - head != words.size(); }
  /// The banks of a word's lanes; it asks from the next cycle on.
  std::vector<uint16_t> &load();
  /// Asks for what it may and takes what it gets.
  void ask(L1Cycle &banks, Cycle now);
  /// The oldest word has come; it is given away.
  bool arrives(Cycle now);

private:
  static constexpr unsigned fewestSlots = 8;
  static constexpr unsigned together = 64;
  struct Slot {
    std::vector<uint16_t> banks; ///< by lane
    unsigned passed = 0;         ///< lanes that are done with it
    Cycle last = 0;              ///< when the last of them was
  };

  const unsigned ahead;
  const Cycle latency;
  std::vector<Slot> words;  ///< a power of two
  std::vector<uint32_t> at; ///< by lane: the word that it asks for
  uint32_t head = 0, tail = 0, oldest = 0;
  uint32_t meeting = 0; ///< the word at which lanes wait for each other
};

} // namespace alcyone::sim
