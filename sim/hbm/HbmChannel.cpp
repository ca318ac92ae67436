// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/hbm/HbmChannel.h"

namespace alcyone::sim {

HbmChannel::HbmChannel(const isa::Chip &chip)
    : rowBytes(chip.hbm.rowBytes), controller(chip.hbm.controllerCycles),
      activate(chip.cyclesFromNs(chip.hbm.tRcdNs)),
      precharge(chip.cyclesFromNs(chip.hbm.tRpNs)),
      column(chip.cyclesFromNs(chip.hbm.tClNs)),
      refresh(chip.cyclesFromNs(chip.hbm.tRfcNs)),
      interval(chip.cyclesFromNs(chip.hbm.tRefiNs)), nextRefresh(interval),
      nextBlocked(interval), banks(chip.hbm.banks),
      bus(chip.hbm.bytesPerCycle) {}

// Refresh n (from 1) takes [n * interval, + refresh).
uint64_t HbmChannel::refreshes(Cycle end) const {
  return end == 0 ? 0 : (end - 1) / interval;
}

Cycle HbmChannel::afterRefresh(Cycle arrival) {
  if (arrival >= nextRefresh) {
    const uint64_t begun = refreshes(arrival + 1);
    nextRefresh = (begun + 1) * interval;
    opensAgain = nextRefresh - interval + refresh;
    for (Bank &bank : banks) {
      bank.row = bank.rowBefore = Bank::closed;
      bank.ready = opensAgain;
    }
  }
  if (arrival >= opensAgain)
    return arrival;
  ++counted.refreshWaits;
  return opensAgain;
}

// No data passes during a refresh. A transfer from `from` on ends at the latest
// a gap between refreshes after all that is booked.
void HbmChannel::keepBusFree(Cycle from) {
  const Cycle horizon = std::max(from, lastEnd) + interval;
  for (; nextBlocked <= horizon; nextBlocked += interval)
    bus.block(nextBlocked, nextBlocked + refresh);
}

// Returns when the row is open.
Cycle HbmChannel::open(Bank &bank, uint64_t row, Cycle begin) {
  if (bank.row == row) {
    ++counted.rowHits;
  } else if (bank.row == Bank::closed) {
    ++counted.rowMisses;
    bank.ready = std::max(begin, bank.ready) + activate;
  } else {
    ++counted.rowConflicts;
    bank.rowBefore = bank.row;
    bank.closedBefore = std::max(begin, bank.lastData);
    bank.ready = bank.closedBefore + precharge + activate;
  }
  bank.row = row;
  return bank.ready;
}

Server::Booking HbmChannel::access(Cycle present, Cycle arrival,
                                   uint64_t offset, uint64_t bytes,
                                   uint64_t busBytes, bool isWrite) {
  const Cycle begin = afterRefresh(arrival + controller);
  const uint64_t rowNumber = offset / rowBytes;
  Bank &bank = banks[rowNumber % banks.size()];
  const uint64_t row = rowNumber / banks.size();
  const bool isEarlyHit =
      bank.row != row && bank.rowBefore == row && begin < bank.closedBefore;
  const Cycle ready =
      column + (isEarlyHit ? begin : std::max(begin, open(bank, row, begin)));
  counted.rowHits += isEarlyHit;
  keepBusFree(ready);
  const Server::Booking booking = bus.book(present, ready, busBytes);
  if (!isEarlyHit)
    bank.lastData = booking.end;
  lastEnd = std::max(lastEnd, booking.end);
  (isWrite ? counted.bytesWritten : counted.bytesRead) += bytes;
  return booking;
}

void HbmChannel::reset() {
  banks.assign(banks.size(), Bank());
  bus.reset();
  nextRefresh = nextBlocked = interval;
  opensAgain = lastEnd = 0;
  counted = Counts();
}

} // namespace alcyone::sim
