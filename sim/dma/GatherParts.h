// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a gather moves, one part after another: its list, some entries at a
// time, for the check; then, each after its part of the list if that was not
// all of it, the rows. A channel holds as many entries as fit a packet, each in
// 8 bytes (rtl/tdma/alc_tdma_channel.sv).
#pragma once

#include "isa/semantics/Tdma.h"
#include "sim/kernel/Server.h"

namespace alcyone::sim {

class GatherParts {
public:
  /// From an instruction's start to the first request of its list.
  static constexpr Cycle startToList = 12;

  explicit GatherParts(uint64_t packetBytes)
      : most(uint32_t(packetBytes / entryBytes)) {}

  /// Both are borrowed; the present part is the first of the list.
  void begin(const isa::Gather &instruction, const isa::Transfer &transfer);
  const isa::Transfer &part() const { return present; }
  bool isList() const { return readsList; }
  bool isLast() const { return !readsList && first + count >= rows; }
  /// Goes to the next part. Returns the cycles from the end of the present one,
  /// when a list has been read or the last row been asked for, to the first
  /// request of the next. Precondition: !isLast().
  Cycle next();

private:
  static constexpr uint64_t entryBytes = 8;

  void showList();
  void showRows();

  const uint32_t most;
  const isa::Gather *gather = nullptr;
  const isa::Transfer *whole = nullptr;
  isa::Transfer present;
  uint32_t rows = 0;      ///< of the instruction
  uint32_t first = 0;     ///< row of the present part
  uint32_t count = 0;     ///< of its rows
  bool readsList = false; ///< and not rows
  bool isForCheck = false;
};

} // namespace alcyone::sim
