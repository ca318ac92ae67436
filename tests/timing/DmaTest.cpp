// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do DMA instructions take the time of the way that their bytes go?
#include "Bench.h"

#include "isa/support/AddressMap.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace alcyone::tests {
namespace {

using namespace isa;

uint64_t ceilDivide(uint64_t a, uint64_t b) { return (a + b - 1) / b; }

uint64_t latencyOfHbm(const Chip &chip) {
  return chip.hbm.controllerCycles + chip.cyclesFromNs(chip.hbm.tRcdNs) +
         chip.cyclesFromNs(chip.hbm.tClNs);
}

/// A packet that is whole is granted the writer, read out and converted; then
/// its words leave, one a cycle.
uint64_t writeCycles(const Chip::Dma &dma, uint64_t bytes) {
  return 3 + ceilDivide(bytes, dma.bytesPerCycle);
}

/// 64 bytes from an idle HBM into the own L1 of nano's tile.
uint64_t loadCycles(const Chip &chip) {
  return chip.tdma.startCycles + chip.noc.controlHopCycles +          // request
         latencyOfHbm(chip) + uint64_t(64 / chip.hbm.bytesPerCycle) + // data
         chip.noc.hopCycles + chip.noc.injectCycles / 2 + // way back
         writeCycles(chip.tdma, 64);
}

TEST(Dma, a_load_takes_request_row_transfer_and_way_back) {
  Bench bench;
  bench.issue("load", 0, dma0, copyBytes(address::ownL1, address::hbm, 64));
  bench.run();
  bench.expectEarliestAt("load", loadCycles(bench.chip));
}

struct Moved {
  const char *key;
  double value;
};

std::string nameOf(const testing::TestParamInfo<Moved> &info) {
  std::string name = info.param.key;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

class OneNumber : public testing::TestWithParam<Moved> {};

// The same formula with the changed chip: what is in it moves, the rest does
// not.
TEST_P(OneNumber, moves_the_right_cycles) {
  Bench bench("nano", {{GetParam().key, GetParam().value}});
  bench.issue("load", 0, dma0, copyBytes(address::ownL1, address::hbm, 64));
  bench.run();
  bench.expectEarliestAt("load", loadCycles(bench.chip));
}

INSTANTIATE_TEST_SUITE_P(
    Dma, OneNumber,
    testing::Values(Moved{"tdma.start_cycles", 50},
                    Moved{"noc.control_hop_cycles", 9},
                    Moved{"hbm.controller_cycles", 40},
                    Moved{"hbm.t_rcd_ns", 31}, Moved{"hbm.t_cl_ns", 17},
                    Moved{"hbm.t_rp_ns", 99}, Moved{"hbm.bytes_per_cycle", 4},
                    Moved{"noc.hop_cycles", 11}, Moved{"noc.inject_cycles", 20},
                    Moved{"l1.latency_cycles", 8}, Moved{"ttu.rows", 16},
                    Moved{"l2.latency_cycles", 90}),
    nameOf);

TEST(Dma, a_load_from_l2_takes_its_latency) {
  Bench bench;
  const Chip &chip = bench.chip;
  bench.issue("load", 0, dma0, copyBytes(address::ownL1, address::l2Of(0), 64));
  bench.run();
  bench.expectEarliestAt("load",
                         chip.tdma.startCycles + chip.noc.controlHopCycles +
                             chip.l2.latencyCycles +
                             std::max(ceilDivide(64, chip.l2.bytesPerCycle),
                                      ceilDivide(64, chip.tdma.bytesPerCycle)) +
                             chip.noc.hopCycles + writeCycles(chip.tdma, 64));
}

TEST(Dma, a_store_is_done_when_its_acknowledgement_is_counted) {
  Bench bench;
  const Chip &chip = bench.chip;
  bench.issue("store", 0, dma0, copyBytes(address::hbm, address::ownL1, 64));
  bench.run();
  bench.expectEarliestAt(
      "store", chip.tdma.startCycles + ceilDivide(64, chip.tdma.bytesPerCycle) +
                   chip.l1.latencyCycles + writeCycles(chip.tdma, 64) +
                   (chip.noc.injectCycles + 1) / 2 + chip.noc.hopCycles +
                   latencyOfHbm(chip) + uint64_t(64 / chip.hbm.bytesPerCycle) +
                   chip.noc.controlHopCycles + 1);
}

TEST(Dma, a_fill_has_no_packet_to_wait_for) {
  Bench bench;
  bench.issue("fill", 0, dma0, fillBytes(address::ownL1, 64, 1));
  bench.run();
  bench.expectEarliestAt("fill", bench.chip.tdma.startCycles - 1 +
                                     writeCycles(bench.chip.tdma, 64));
}

TEST(Dma, elements_that_overlap_move_one_after_the_other) {
  Bench bench;
  const Chip &chip = bench.chip;
  bench.issue("copy", 0, dma0,
              copyBytes(address::ownL1 + 1, address::ownL1, 16));
  bench.run();
  const uint64_t one = 1 + chip.l1.latencyCycles + writeCycles(chip.tdma, 1);
  bench.expectEarliestAt("copy", chip.tdma.startCycles + 15 * (one + 1) + one);
}

TEST(Dma, a_move_inside_l1_takes_its_port) {
  Bench bench;
  const Chip &chip = bench.chip;
  bench.issue("move", 0, dma0,
              copyBytes(address::ownL1 + 0x1000, address::ownL1, 128));
  bench.run();
  bench.expectEarliestAt(
      "move", chip.tdma.startCycles + ceilDivide(128, chip.tdma.bytesPerCycle) +
                  chip.l1.latencyCycles + writeCycles(chip.tdma, 128));
}

TEST(Dma, a_long_load_is_bound_by_the_narrowest_part) {
  Bench bench;
  const Chip &chip = bench.chip;
  const uint32_t bytes = 256 * 1024;
  bench.issue("load", 0, dma0, copyBytes(address::ownL1, address::hbm, bytes));
  bench.run();
  const double rate = std::min(
      {double(chip.tdma.bytesPerCycle), double(chip.noc.linkBytesPerCycle),
       double(chip.hbmChannels()) * chip.hbm.bytesPerCycle});
  const double ideal = bytes / rate;
  const double took = double(bench.times("load").duration());
  EXPECT_GT(took, ideal);
  EXPECT_LT(took, 1.25 * ideal) << "refresh and start, but not much more";
}

TEST(Dma, one_outstanding_packet_waits_for_each_round_trip) {
  Bench many, one("nano", {{"tdma.outstanding_packets", 1}});
  for (Bench *bench : {&many, &one}) {
    bench->issue("load", 0, dma0,
                 copyBytes(address::ownL1, address::hbm, 16384));
    bench->run();
  }
  EXPECT_GT(one.times("load").duration(), 3 * many.times("load").duration());
}

TEST(Dma, small_pieces_are_inefficient) {
  Bench bench;
  Copy whole = copyBytes(address::ownL1, address::hbm, 4096);
  Copy pieces = copyBytes(address::ownL1 + 0x8000, address::hbm + 0x100000, 4);
  pieces.shape = {1, 1, 1024, 4};
  pieces.srcStride = {0, 0, 64, 1};
  pieces.dstStride = {0, 0, 4, 1};
  whole.header.signal0Sem = pieces.header.wait0Sem = 1;
  whole.header.signal0Count = pieces.header.wait0Count = 1;
  bench.issue("whole", 0, dma0, whole);
  bench.issue("pieces", 0, dma1, pieces);
  bench.run();
  EXPECT_GT(bench.times("pieces").duration(),
            4 * bench.times("whole").duration());
}

TEST(Dma, two_loads_share_the_link_into_their_cluster) {
  // HBM is far faster than the link, and each tile's port as fast.
  const std::initializer_list<Change> changes = {
      {"hbm.bytes_per_cycle", 256},
      {"noc.link_bytes_per_cycle", 64},
      {"tdma.bytes_per_cycle", 64},
      {"tdma.outstanding_packets", 256}};
  auto load = [&](unsigned secondTile) {
    Bench bench("edge", changes);
    bench.issue("a", 0, dma0, copyBytes(address::ownL1, address::hbm, 131072));
    if (secondTile)
      bench.issue("b", secondTile, dma0,
                  copyBytes(address::ownL1, address::hbm + 131072, 131072));
    bench.run();
    return double(bench.times("a").duration());
  };
  const double alone = load(0);
  EXPECT_GT(load(1), 1.8 * alone) << "tile 1 is in the same cluster";
  EXPECT_LT(load(2), 1.2 * alone) << "tile 2 is not";
}

TEST(Dma, a_multicast_is_faster_than_as_many_copies) {
  const uint32_t bytes = 32768;
  Bench together("maia100"), apart("maia100");
  const unsigned tiles = unsigned(together.chip.tileCount());
  const uint64_t from = address::ownL1 + 0x100000;
  Copy multicast = copyBytes(address::l1Of(0), from, bytes);
  multicast.multicastCount = uint16_t(tiles);
  multicast.multicastStride = 1;
  together.issue("multicast", 0, dma0, multicast);
  together.run();
  for (unsigned tile = 0; tile < tiles; ++tile)
    apart.issue("copy" + std::to_string(tile), 0, dma0,
                copyBytes(address::l1Of(tile), from, bytes));
  apart.run();
  const double one = double(together.times("multicast").duration());
  EXPECT_LT(one, 2.0 * bytes / double(together.chip.tdma.bytesPerCycle));
  EXPECT_GT(double(apart.cycles()), 20 * one);
}

TEST(Dma, steps_of_dimension_0_lead_from_tile_to_tile) {
  Bench bench("edge");
  Copy spread = copyBytes(address::l1Of(0), address::hbm, 16);
  spread.shape = {4, 1, 1, 16};
  spread.srcStride = {16, 0, 0, 1};
  spread.dstStride = {int32_t(address::l1Stride), 0, 0, 1};
  for (unsigned i = 0; i < 64; ++i)
    bench.model->memory().hbm()[i] = uint8_t(i + 1);
  bench.issue("spread", 2, dma0, spread);
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  EXPECT_EQ(bench.statistic("tdma.packets"), 4);
  for (unsigned tile = 0; tile < 4; ++tile)
    EXPECT_EQ(bench.model->memory().l1(tile)[15], 16 * tile + 16);
}

TEST(Dma, the_list_of_a_gather_takes_bandwidth) {
  Bench bench;
  const uint32_t rows = 4096;
  Gather gather;
  gather.dst = address::ownL1;
  gather.src = address::hbm + 0x10'0000;
  gather.index = address::hbm;
  gather.indexFormat = Format::Int64;
  gather.indexLimit = 1;
  gather.indexStride = 8;
  gather.shape = {rows, 1, 1, 16};
  gather.srcStride = gather.dstStride = {16, 0, 0, 1};
  gather.srcFormat = gather.dstFormat = Format::Uint8;
  bench.issue("gather", 0, dma0, gather);
  bench.run();
  // It is read for the check and again for the rows, since a channel cannot
  // hold all of it.
  EXPECT_EQ(bench.statistic("hbm.bytes_read"), rows * (2 * 8 + 16));
}

/// 64 bytes from an idle HBM into the L2 of edge's cluster 0, through its DMA:
/// a request each to HBM and, acknowledged, to L2.
uint64_t clusterLoadCycles(const Chip &chip) {
  return chip.cdma.startCycles + chip.noc.controlHopCycles +
         latencyOfHbm(chip) + ceilDivide(64, uint64_t(chip.hbm.bytesPerCycle)) +
         chip.noc.hopCycles + chip.noc.injectCycles / 2 + // to the DMA
         writeCycles(chip.cdma, 64) + chip.noc.hopCycles +
         chip.l2.latencyCycles + ceilDivide(64, chip.l2.bytesPerCycle) +
         chip.noc.controlHopCycles + 1; // until it is counted
}

class ClusterNumber : public testing::TestWithParam<Moved> {};

TEST_P(ClusterNumber, moves_the_right_cycles) {
  Bench bench("edge", {{GetParam().key, GetParam().value}});
  bench.issue("load", 0, cdma0, copyBytes(address::l2Of(0), address::hbm, 64));
  bench.run();
  EXPECT_EQ(bench.times("load").duration(), clusterLoadCycles(bench.chip));
}

INSTANTIATE_TEST_SUITE_P(Dma, ClusterNumber,
                         testing::Values(Moved{"cdma.start_cycles", 50},
                                         Moved{"cdma.channels", 4},
                                         Moved{"tdma.start_cycles", 99},
                                         Moved{"tdma.bytes_per_cycle", 1},
                                         Moved{"l1.latency_cycles", 30},
                                         Moved{"noc.control_hop_cycles", 9},
                                         Moved{"noc.hop_cycles", 11},
                                         Moved{"l2.latency_cycles", 90},
                                         Moved{"hbm.controller_cycles", 40}),
                         nameOf);

TEST(Dma, a_cluster_dma_is_as_wide_as_its_own_number_says) {
  const uint32_t bytes = 1 << 18;
  for (const double width : {16., 32.}) {
    Bench bench("edge", {{"cdma.bytes_per_cycle", width}});
    bench.issue("load", 0, cdma0,
                copyBytes(address::l2Of(0), address::hbm, bytes));
    bench.run();
    const double took = double(bench.times("load").duration());
    EXPECT_GT(took, bytes / width);
    EXPECT_LT(took, 1.25 * bytes / width);
    EXPECT_EQ(bench.statistic("tdma.bytes_written"), 0);
  }
}

TEST(Dma, channels_of_one_cluster_share_its_dma) {
  const uint32_t bytes = 1 << 18;
  auto load = [&](unsigned secondTile) {
    Bench bench("edge", {{"cdma.bytes_per_cycle", 16}});
    bench.issue("a", 0, cdma0,
                copyBytes(address::l2Of(0), address::hbm, bytes));
    if (secondTile)
      bench.issue("b", secondTile, cdma0,
                  copyBytes(address::l2Of(secondTile / 2), address::hbm + bytes,
                            bytes));
    bench.run();
    return double(bench.times("a").duration());
  };
  const double alone = load(0);
  EXPECT_GT(load(1), 1.8 * alone) << "tile 1 is in the same cluster";
  EXPECT_LT(load(2), 1.2 * alone) << "tile 2 is not";
}

TEST(Dma, a_cluster_dma_leaves_the_port_of_its_tile_alone) {
  // The tile loads at the full rate of its port while the cluster's DMA moves
  // as much between the two L2.
  const uint32_t bytes = 1 << 17;
  auto load = [&](unsigned other) {
    Bench bench("edge", {{"noc.link_bytes_per_cycle", 512},
                         {"hbm.bytes_per_cycle", 256},
                         {"tdma.outstanding_packets", 256}});
    bench.issue("load", 0, dma0,
                copyBytes(address::ownL1, address::hbm, bytes));
    bench.issue("move", 0, other,
                copyBytes(address::l2Of(0), address::l2Of(1), bytes));
    EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
    return double(bench.times("load").duration());
  };
  EXPECT_GT(load(dma1), 1.6 * load(cdma0));
}

TEST(Dma, a_gather_reads_its_list_first) {
  Bench bench;
  Gather gather;
  gather.dst = address::ownL1;
  gather.src = address::hbm + 0x10000;
  gather.index = address::hbm;
  gather.indexFormat = Format::Int32;
  gather.indexLimit = 100;
  gather.indexStride = 4;
  gather.shape = {3, 1, 1, 64};
  gather.srcStride = gather.dstStride = {64, 0, 0, 1};
  gather.srcFormat = gather.dstFormat = Format::Uint8;
  const int32_t rows[] = {7, 0, 42};
  auto hbm = bench.model->memory().hbm();
  std::memcpy(hbm.data(), rows, sizeof rows);
  for (unsigned i = 0; i < 100 * 64; ++i)
    hbm[0x10000 + i] = uint8_t(i / 64);
  bench.issue("gather", 0, dma0, gather);
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  for (unsigned i = 0; i < 3; ++i)
    EXPECT_EQ(bench.model->memory().l1(0)[64 * i + 63], rows[i]);
  EXPECT_GT(bench.times("gather").duration(),
            2 * loadCycles(bench.chip) - 2 * bench.chip.tdma.startCycles);
}

} // namespace
} // namespace alcyone::tests
