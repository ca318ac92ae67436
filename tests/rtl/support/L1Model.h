// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The L1 that a Verilated unit finds at its port (rtl/tile/alc_tile_pkg.sv): it
// grants every lane, or refuses some at random. The unit's bench has a field an
// array: valid_o, write_o, line_o, mask_o, data_o, grant_i, data_i.
#pragma once

#include "isa/chips/Chip.h"
#include "runtime/random/Random.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <deque>
#include <vector>

namespace alcyone::tests {

using random::Random;

using Memory = std::vector<uint8_t>;

class L1Model {
public:
  explicit L1Model(const isa::Chip &chip)
      : lineBytes(chip.l1.bankBytes),
        flights(chip.l1.latencyCycles,
                {0, Memory(maxLanes * chip.l1.bankBytes)}) {}

  // A cycle before its edge. Of 100 lines asked for, `refused` have to ask
  // again. Reads before writes: what is written is there for every later grant.
  template <class Unit> void serve(Unit &unit, Memory &l1, unsigned refused) {
    Flight flight = std::move(flights.front());
    flights.pop_front();
    for (uint64_t left = flight.lanes; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      std::memcpy(&unit.data_i[lane], &flight.data[lane * lineBytes],
                  lineBytes);
    }
    uint64_t granted = unit.valid_o;
    if (refused)
      for (uint64_t left = granted; left; left &= left - 1)
        if (random.below(100) < refused)
          granted &= ~(left & -left);
    unit.grant_i = granted;
    flight.lanes = granted & ~uint64_t(unit.write_o);
    for (uint64_t left = flight.lanes; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      std::memcpy(&flight.data[lane * lineBytes],
                  &l1.at(unit.line_o[lane] * lineBytes), lineBytes);
      if (readLines)
        readLines->push_back(unit.line_o[lane]);
    }
    flights.push_back(std::move(flight));
    for (uint64_t left = granted & unit.write_o; left; left &= left - 1) {
      const int lane = std::countr_zero(left);
      const auto *data = reinterpret_cast<const uint8_t *>(&unit.data_o[lane]);
      for (uint64_t i = 0; i < lineBytes; ++i)
        if (unit.mask_o[lane] >> i & 1)
          l1.at(unit.line_o[lane] * lineBytes + i) = data[i];
    }
  }

  // Where to note the lines that are read.
  std::vector<uint32_t> *readLines = nullptr;

  bool refuses(unsigned refused) { return random.below(100) < refused; }

private:
  // What granted lanes read.
  struct Flight {
    uint64_t lanes = 0;
    Memory data; // a line for each lane
  };

  static constexpr unsigned maxLanes = 64;
  const uint64_t lineBytes;
  std::deque<Flight> flights;
  Random random{1};
};

} // namespace alcyone::tests
