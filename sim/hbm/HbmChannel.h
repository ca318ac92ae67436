// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// When one HBM channel (pseudo-channel) serves accesses: banks with an open row
// each, a data bus, periodic refresh. A bank opens rows in the order of the
// calls, but row hits go first: an access to the row that is still to be closed
// finds it open. Banks overlap, and the data bus takes what is ready first.
// Also the mapping of HBM offsets to channels.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/kernel/Calendar.h"

#include <cstdint>
#include <vector>

namespace alcyone::sim {

/// A place in HBM: which channel, and the byte offset inside the channel.
struct HbmPlace {
  unsigned channel = 0;
  uint64_t offset = 0;
};

/// Consecutive blocks of hbm.interleave_bytes go to consecutive channels; each
/// round over the channels, and each round of rounds, starts one further, so
/// that rows whose distance is a multiple of a round do not meet in one
/// channel.
class HbmInterleave {
public:
  explicit HbmInterleave(const isa::Chip &chip)
      : blockBytes(chip.hbm.interleaveBytes), channels(chip.hbmChannels()) {}

  HbmPlace place(uint64_t offset) const {
    const uint64_t block = offset / blockBytes;
    const uint64_t round = block / channels;
    return {unsigned((block + round + round / channels) % channels),
            round * blockBytes + offset % blockBytes};
  }
  uint64_t blockSize() const { return blockBytes; }
  /// Bytes from `offset` to the end of its block.
  uint64_t left(uint64_t offset) const {
    return blockBytes - offset % blockBytes;
  }

private:
  uint64_t blockBytes;
  uint64_t channels;
};

class HbmChannel {
public:
  struct Counts {
    uint64_t rowHits = 0;
    uint64_t rowMisses = 0;    ///< the bank had no row open
    uint64_t rowConflicts = 0; ///< another row had to be closed first
    uint64_t bytesRead = 0;
    uint64_t bytesWritten = 0;
    uint64_t refreshWaits = 0; ///< accesses that a refresh held up
  };

  /// All channels refresh at the same time (docs/decisions/0015).
  explicit HbmChannel(const isa::Chip &chip);

  /// Serves `bytes` at `offset` (within one row) that arrive at `arrival`,
  /// which is `present` or later; no call has a `present` before the last
  /// one's. Returns the cycle after the last byte has passed the data bus.
  /// `busBytes` >= bytes counts the whole bursts that are transferred.
  Server::Booking access(Cycle present, Cycle arrival, uint64_t offset,
                         uint64_t bytes, uint64_t busBytes, bool isWrite);

  /// Refreshes that began before `end`.
  uint64_t refreshes(Cycle end) const;

  const Counts &counts() const { return counted; }
  double busyCycles() const { return bus.busyCycles(); }
  void reset();

private:
  struct Bank {
    static constexpr uint64_t closed = ~uint64_t(0);
    uint64_t row = closed;
    Cycle ready = 0;    ///< when the open row can be read, or one be opened
    Cycle lastData = 0; ///< end of the last transfer of the open row
    uint64_t rowBefore = closed; ///< that was closed for the open one
    Cycle closedBefore = 0;      ///< and when
  };

  Cycle open(Bank &bank, uint64_t row, Cycle begin);
  Cycle afterRefresh(Cycle arrival);
  void keepBusFree(Cycle from);

  uint64_t rowBytes;
  uint64_t controller;
  uint64_t activate;    ///< tRCD, in cycles as all that follow
  uint64_t precharge;   ///< tRP
  uint64_t column;      ///< tCL
  uint64_t refresh;     ///< tRFC
  uint64_t interval;    ///< tREFI
  Cycle nextRefresh;    ///< when the next one begins
  Cycle opensAgain = 0; ///< when the last one ends
  Cycle nextBlocked;    ///< the first refresh that the bus does not know of
  Cycle lastEnd = 0;    ///< of all transfers so far
  std::vector<Bank> banks;
  Calendar bus;
  Counts counted;
};

} // namespace alcyone::sim
