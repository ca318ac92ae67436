// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The three ports of the vector processor at L1, cycle by cycle: one reads s0
// and s2, one s1 and s3, and one writes o0 and o1. They share
// tvp.stream_bytes_per_cycle evenly. What a port moves in a cycle is as many
// lines as it is wide: of elements that lie side by side their lines, of any
// others a line each, and one line if all lanes have the same element.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/tile/l1/L1Banks.h"
#include "sim/tile/l1/L1Port.h"
#include "sim/tile/tvp/TvpNest.h"

#include <array>
#include <vector>

namespace alcyone::sim {

/// What the ports of an instruction have in common. All is borrowed.
struct TvpL1 {
  const isa::Chip &chip;
  const L1Banks &banks;
  const isa::Vector &inst;
  bool meets; ///< lines meet in the banks; else every one is granted at once

  unsigned portLanes() const;
  /// The lines of a run's vectors, as banks, in the order of the port's lanes.
  void lines(const TvpWalk &run, unsigned stream,
             std::vector<uint16_t> &to) const;
};

/// Reads two streams ahead of their use (rtl/tvp/alc_tvp_reader.sv).
class TvpReadPort {
public:
  static constexpr unsigned streamCount = 2;

  /// Of the streams `number` and number + 2; with `ordered` each of their runs
  /// waits for a permission.
  TvpReadPort(const TvpL1 &l1, unsigned number, const TvpNest &nest,
              const isa::VectorProgram &program, bool ordered);

  void ask(L1Cycle &banks, Cycle now) { reader.ask(banks, now); }
  /// Gives the reader its next word.
  void load();
  /// What came in this cycle.
  void endCycle(Cycle now);

  /// Of the port's stream `i`, runs whose vectors are there.
  unsigned waiting(unsigned i) const {
    return unsigned(streams[i].written - streams[i].taken);
  }
  void take(unsigned i) { ++streams[i].taken; }
  /// From the next cycle on, for one run.
  void permit(unsigned i) { streams[i].permitting = true; }
  const TvpWalk &walk(unsigned i) const { return streams[i].walk; }
  uint64_t lines() const { return asked; }

private:
  struct Stream {
    TvpWalk walk;
    uint32_t reserved = 0, written = 0, taken = 0; ///< runs
    bool permitted = false, permitting = false;
  };
  static constexpr unsigned nobody = streamCount;
  bool may(unsigned i) const;
  void choose();

  const TvpL1 &l1;
  const unsigned number;
  const unsigned entries; ///< runs that are kept of each stream
  const bool ordered;
  std::array<Stream, streamCount> streams;
  L1WordReader reader;
  unsigned current = 0;
  std::vector<uint16_t> pass; ///< of the current run
  size_t passed = 0;          ///< of its lines
  bool again = false;         ///< it has more than one pass
  /// Whose run a word ends; nobody's if another one follows.
  std::array<uint8_t, 64> ends{};
  uint32_t loaded = 0, arrived = 0;
  unsigned arriving = nobody; ///< a register between L1 and the vectors
  uint64_t asked = 0;
};

/// Writes what is stored, in its order (rtl/tvp/alc_tvp_writer.sv).
class TvpWritePort {
public:
  explicit TvpWritePort(const TvpL1 &l1);

  bool hasRoom() const { return reserved - freed != entries; }
  /// All that has been computed is in L1.
  bool isIdle() const { return freed == written && pending == 0; }
  /// A store is issued.
  void store(const TvpWalk &run, unsigned stream);
  /// Asks for the present lines, and goes on if it gets them all.
  void ask(L1Cycle &banks);
  void endCycle();
  uint64_t lines() const { return asked; }

private:
  static constexpr unsigned entries = 4;
  void load();

  const TvpL1 &l1;
  std::array<std::vector<uint16_t>, entries> stores;
  uint32_t reserved = 0, written = 0, freed = 0;
  bool issued = false, computed = false;
  size_t passed = 0; ///< lines of the first store that have been taken
  std::vector<uint16_t> lanes;
  unsigned pending = 0; ///< of them
  uint64_t asked = 0;
};

} // namespace alcyone::sim
