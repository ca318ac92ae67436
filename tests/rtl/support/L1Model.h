// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The L1 that a Verilated unit finds at its port (rtl/tile/alc_tile_pkg.sv): it
// grants every lane, or refuses some at random. The unit's bench has a field an
// array: valid_o, write_o, line_o, mask_o, data_o, grant_i, data_i.
#pragma once

#include "isa/chips/Chip.h"
#include "runtime/random/Random.h"

#include <array>
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
                {{}, Memory(maxLanes * chip.l1.bankBytes)}) {}

  // A cycle before its edge. Of 100 lines asked for, `refused` have to ask
  // again. Reads before writes: what is written is there for every later grant.
  template <class Unit> void serve(Unit &unit, Memory &l1, unsigned refused) {
    Flight flight = std::move(flights.front());
    flights.pop_front();
    forEach(flight.lanes, [&](unsigned lane) {
      std::memcpy(&unit.data_i[lane], &flight.data[lane * lineBytes],
                  lineBytes);
    });
    const Lanes asking = lanesAt(unit.valid_o), writing = lanesAt(unit.write_o);
    Lanes granted{}, writes{};
    flight.lanes = {};
    forEach(asking, [&](unsigned lane) {
      if (refused && refuses(refused))
        return;
      const uint64_t bit = uint64_t(1) << lane % 64;
      granted[lane / 64] |= bit;
      Lanes &served = writing[lane / 64] & bit ? writes : flight.lanes;
      served[lane / 64] |= bit;
    });
    std::memcpy(static_cast<void *>(&unit.grant_i), &granted,
                sizeof unit.grant_i);
    forEach(flight.lanes, [&](unsigned lane) {
      std::memcpy(&flight.data[lane * lineBytes],
                  &l1.at(unit.line_o[lane] * lineBytes), lineBytes);
      if (readLines)
        readLines->push_back(unit.line_o[lane]);
    });
    flights.push_back(std::move(flight));
    forEach(writes, [&](unsigned lane) {
      const auto *data = reinterpret_cast<const uint8_t *>(&unit.data_o[lane]);
      for (uint64_t i = 0; i < lineBytes; ++i)
        if (unit.mask_o[lane] >> i & 1)
          l1.at(unit.line_o[lane] * lineBytes + i) = data[i];
    });
  }

  // Where to note the lines that are read.
  std::vector<uint32_t> *readLines = nullptr;

  bool refuses(unsigned refused) { return random.below(100) < refused; }

private:
  static constexpr unsigned maxLanes = 128;
  using Lanes = std::array<uint64_t, maxLanes / 64>; // a bit each

  // What granted lanes read.
  struct Flight {
    Lanes lanes{};
    Memory data; // a line for each lane
  };

  // Verilator has a type for each width of a port, all of them little-endian.
  template <class Port> static Lanes lanesAt(const Port &port) {
    static_assert(sizeof port <= sizeof(Lanes));
    Lanes lanes{};
    std::memcpy(&lanes, &port, sizeof port);
    return lanes;
  }
  template <class Act> static void forEach(const Lanes &lanes, Act act) {
    for (unsigned word = 0; word < lanes.size(); ++word)
      for (uint64_t left = lanes[word]; left; left &= left - 1)
        act(64 * word + unsigned(std::countr_zero(left)));
  }

  const uint64_t lineBytes;
  std::deque<Flight> flights;
  Random random{1};
};

} // namespace alcyone::tests
