// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does an HBM channel take the time of its banks, rows, bus and refreshes?
#include "Bench.h"

#include "sim/hbm/HbmChannel.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace sim;

class HbmTest : public testing::Test {
protected:
  const isa::Chip chip = chipWith("nano");
  const uint64_t controller = chip.hbm.controllerCycles;
  const uint64_t rcd = chip.cyclesFromNs(chip.hbm.tRcdNs);
  const uint64_t rp = chip.cyclesFromNs(chip.hbm.tRpNs);
  const uint64_t cl = chip.cyclesFromNs(chip.hbm.tClNs);
  const uint64_t rfc = chip.cyclesFromNs(chip.hbm.tRfcNs);
  const uint64_t refi = chip.cyclesFromNs(chip.hbm.tRefiNs);
  const uint64_t transfer = uint64_t(64 / chip.hbm.bytesPerCycle);
  const uint64_t nextRowOfBank = chip.hbm.rowBytes * chip.hbm.banks;
  HbmChannel channel{chip};

  /// Cycle after the last of 64 bytes.
  Cycle read(Cycle arrival, uint64_t offset) {
    return channel.access(arrival, arrival, offset, 64, 64, false).end;
  }
};

TEST_F(HbmTest, a_first_access_activates_its_row) {
  EXPECT_EQ(read(0, 0), controller + rcd + cl + transfer);
  EXPECT_EQ(channel.counts().rowMisses, 1u);
}

TEST_F(HbmTest, an_open_row_is_read_without_activation) {
  read(0, 0);
  EXPECT_EQ(read(500, 64), 500 + controller + cl + transfer);
  EXPECT_EQ(channel.counts().rowHits, 1u);
}

TEST_F(HbmTest, another_row_of_the_bank_is_closed_first) {
  read(0, 0);
  EXPECT_EQ(read(500, nextRowOfBank),
            500 + controller + rp + rcd + cl + transfer);
  EXPECT_EQ(channel.counts().rowConflicts, 1u);
}

TEST_F(HbmTest, a_row_that_waits_to_be_closed_still_serves) {
  const Cycle first = read(0, 0);
  const Cycle other = read(1, nextRowOfBank);
  EXPECT_EQ(other, first + rp + rcd + cl + transfer);
  // In time to find the row open, and a cycle too late.
  EXPECT_EQ(read(first - controller - 1, 64), first - 1 + cl + transfer);
  EXPECT_EQ(channel.counts().rowHits, 1u);
  EXPECT_EQ(read(first - controller, 128), other + rp + rcd + cl + transfer);
  EXPECT_EQ(channel.counts().rowConflicts, 2u);
}

TEST_F(HbmTest, banks_activate_at_the_same_time_and_share_the_bus) {
  const Cycle first = read(0, 0);
  EXPECT_EQ(read(0, chip.hbm.rowBytes), first + transfer);
}

TEST_F(HbmTest, a_ready_bank_does_not_wait_for_one_that_is_not) {
  read(0, 0);
  read(0, chip.hbm.rowBytes);
  read(500, nextRowOfBank); // conflict: late
  EXPECT_EQ(read(500, chip.hbm.rowBytes + 64),
            500 + controller + cl + transfer);
}

TEST_F(HbmTest, a_refresh_holds_accesses_up_and_closes_rows) {
  read(0, 0);
  const Cycle during = refi - controller + 10;
  EXPECT_EQ(read(during, 64), refi + rfc + rcd + cl + transfer);
  EXPECT_EQ(channel.counts().refreshWaits, 1u);
  EXPECT_EQ(channel.refreshes(refi), 0u);
  EXPECT_EQ(channel.refreshes(refi + 1), 1u);
}

TEST_F(HbmTest, data_that_ends_before_a_refresh_does_not_wait) {
  read(0, 0);
  const Cycle last = refi - transfer - cl - controller;
  EXPECT_EQ(read(last, 64), refi);
  EXPECT_EQ(channel.counts().refreshWaits, 0u);
}

TEST_F(HbmTest, data_waits_rather_than_pass_during_a_refresh) {
  read(0, 0);
  const Cycle late = refi - transfer - cl - controller + 1;
  EXPECT_EQ(read(late, 64), refi + rfc + transfer);
}

TEST_F(HbmTest, a_stream_loses_the_share_of_the_refreshes) {
  const uint64_t bytes = chip.hbm.rowBytes * 10'000;
  Cycle end = 0;
  for (uint64_t offset = 0; offset < bytes; offset += 64)
    end = std::max(end, read(0, offset));
  const double share =
      double(bytes) / (double(end) * double(chip.hbm.bytesPerCycle));
  const double open = 1 - double(rfc) / double(refi);
  EXPECT_LT(share, open + 0.001);
  EXPECT_GT(share, open - 0.05);
}

TEST_F(HbmTest, refreshes_come_at_a_fixed_distance) {
  EXPECT_EQ(channel.refreshes(5 * refi), 4u);
  EXPECT_EQ(channel.refreshes(5 * refi + 1), 5u);
}

TEST_F(HbmTest, consecutive_blocks_take_turns_at_the_channels) {
  const isa::Chip wide = chipWith("maia100");
  const HbmInterleave interleave(wide);
  const uint64_t block = wide.hbm.interleaveBytes;
  const unsigned channels = unsigned(wide.hbmChannels());
  for (unsigned round = 0; round < 3; ++round)
    for (unsigned i = 0; i < channels; ++i) {
      const HbmPlace place =
          interleave.place((round * channels + i) * block + 5);
      EXPECT_EQ(place.channel, (i + round) % channels);
      EXPECT_EQ(place.offset, round * block + 5);
    }
}

} // namespace
} // namespace alcyone::tests
