// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tile's L1: its bytes, and how its users share it.
//
// In time: bandwidth is one line of each bank a cycle. The DMA comes first,
// then the vector processor, then the tensor unit. The DMA says how many
// channels are at work, the vector processor what share it takes, and whoever
// comes after them is told whenever that changes.
//
// In function: an engine reads its operands when its instruction starts and
// writes its results when it ends. Operands are actually read at the end too,
// unless somebody is about to overwrite them: whoever writes calls willWrite
// first, and the reader then takes its operands.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/kernel/Server.h"
#include "sim/tile/l1/L1Banks.h"

#include <systemc>

#include <array>
#include <cstdint>
#include <span>

namespace alcyone::sim {

/// Bytes [first, end) of an L1.
struct L1Range {
  uint64_t first = 0;
  uint64_t end = 0;
  bool overlaps(const L1Range &other) const {
    return first < other.end && other.first < end;
  }
};

/// An engine with an instruction under way whose operands are still in L1.
class L1Reader {
public:
  virtual ~L1Reader() = default;
  /// Reads all operands now, as they are.
  virtual void readOperands() = 0;
};

class L1 : public sc_core::sc_module {
public:
  enum User : uint8_t { Ttu, Tvp };

  /// Whose time depends on what the others take.
  class Patient {
  public:
    virtual ~Patient() = default;
    virtual void othersChanged() = 0;
  };
  static constexpr unsigned mostOperands = 5;

  L1(sc_core::sc_module_name name, const isa::Chip &chip,
     std::span<uint8_t> bytes);

  uint8_t *data() const { return memory.data(); }
  uint64_t size() const { return memory.size(); }

  /// The vector processor takes `share` of the bandwidth from now on, 0..1.
  void vectorsTake(double share);
  /// A DMA channel that reads or writes here starts or stops.
  void dmaStarts() {
    ++dmaUsers;
    channelsChanged();
  }
  void dmaStops() {
    --dmaUsers;
    channelsChanged();
  }
  double shareOfVectors() const { return vectorShare; }
  unsigned channelsAtWork() const { return dmaUsers; }
  /// `who`, the engine of `user`, is told when those that come before it take
  /// more or less; null: nobody.
  void tellOfOthers(User user, Patient *who) { patients[user] = who; }
  /// Lines of a DMA packet; returns when the last one has been accessed.
  Cycle accessByDma(Cycle from, uint64_t lines);

  /// `operands` are to be left alone until doneReading, or readOperands is
  /// called.
  void reading(User user, L1Reader &reader, std::span<const L1Range> operands);
  void doneReading(User user) { readers[user].reader = nullptr; }
  void willWrite(L1Range range) {
    for (Reading &reading : readers)
      if (reading.reader)
        protect(reading, range);
  }

  const L1Banks banks;
  uint64_t bytesByEngines = 0;
  uint64_t bytesByDma = 0;
  void reset();

private:
  struct Reading {
    L1Reader *reader = nullptr;
    unsigned count = 0;
    std::array<L1Range, mostOperands> operands;
  };
  void protect(Reading &reading, L1Range range);
  void tell(User user) {
    if (patients[user])
      patients[user]->othersChanged();
  }
  void channelsChanged() {
    tell(Tvp);
    tell(Ttu);
  }

  std::span<uint8_t> memory;
  double vectorShare = 0;
  std::array<Patient *, 2> patients{};
  unsigned dmaUsers = 0;
  Server dma; ///< in lines
  std::array<Reading, 2> readers;
};

} // namespace alcyone::sim
