// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do statistics add up, and is the trace what viewers expect?
#include "Bench.h"

#include "isa/support/AddressMap.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

namespace alcyone::tests {
namespace {

using namespace isa;

/// Four tiles that load, multiply and store.
void fill(Bench &bench) {
  for (unsigned tile = 0; tile < bench.chip.tileCount(); ++tile) {
    const std::string of = " of " + std::to_string(tile);
    Copy load = copyBytes(address::ownL1, address::hbm + 16384 * tile, 16384);
    load.header.signal0Sem = 1;
    load.header.signal0Count = 1;
    Matmul matmul = matmulOf(32, 32, 64);
    matmul.header.wait0Sem = 1;
    matmul.header.wait0Count = 1;
    matmul.header.signal0Sem = 2;
    matmul.header.signal0Count = 1;
    Copy store = copyBytes(address::l2Of(0) + 4096 * tile,
                           address::ownL1 + 0x40000, 4096);
    store.header.wait0Sem = 2;
    store.header.wait0Count = 1;
    bench.issue("load" + of, tile, dma0, load);
    bench.issue("matmul" + of, tile, ttu, matmul);
    bench.issue("store" + of, tile, cdma0, store);
  }
}

TEST(Statistics, count_what_was_done) {
  Bench bench("edge");
  fill(bench);
  ASSERT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  const RunStatistics &all = bench.result.statistics;
  EXPECT_EQ(bench.statistic("ttu.macs"), 4 * 32 * 32 * 64);
  EXPECT_EQ(bench.statistic("hbm.bytes_read"), 4 * 16384);
  EXPECT_EQ(bench.statistic("l2.0.bytes_written"), 4 * 4096);
  EXPECT_EQ(bench.statistic("tile2.tdma.instructions"), 1);
  EXPECT_EQ(bench.statistic("tile2.cdma.bytes_written"), 4096);
  EXPECT_GT(bench.statistic("cdma.1.busy_cycles"), 0);
  EXPECT_EQ(bench.statistic("semaphore.signals"), 8);
  EXPECT_EQ(bench.statistic("hbm.row_hits") +
                bench.statistic("hbm.row_misses") +
                bench.statistic("hbm.row_conflicts"),
            4 * 16384 / double(bench.chip.hbm.interleaveBytes));
  const double cycles = double(*all.cycles);
  EXPECT_DOUBLE_EQ(*all.seconds, cycles / double(bench.chip.clockHz));
  EXPECT_DOUBLE_EQ(*all.tensorPeakShare,
                   4 * 32 * 32 * 64 * 2 /
                       (*all.seconds * bench.chip.peakFlopsBf16()));
  EXPECT_NEAR(*all.hbmBandwidthShare,
              4 * 16384 / (*all.seconds * bench.chip.hbmBytesPerSecond()),
              1e-9);
  ASSERT_EQ(all.engines.size(), 5u);
  for (const EngineShare &engine : all.engines) {
    EXPECT_GT(engine.instructions + (engine.engine == "tvp"), 0u);
    EXPECT_GE(*engine.busyShare, 0.0);
    EXPECT_LE(*engine.busyShare, 1.0);
  }
}

TEST(Statistics, energy_follows_the_chip) {
  Bench cheap("edge"), dear("edge", {{"energy_pj.mac_bf16", 4}});
  for (Bench *bench : {&cheap, &dear}) {
    fill(*bench);
    bench->run();
  }
  EXPECT_NEAR(dear.statistic("energy.ttu"),
              cheap.statistic("energy.ttu") * 4 / cheap.chip.energyPj.macBf16,
              1e-15);
  EXPECT_EQ(dear.statistic("energy.hbm"), cheap.statistic("energy.hbm"));
}

TEST(Statistics, have_names_of_their_own_and_descriptions) {
  Bench bench;
  bench.run();
  std::set<std::string> names;
  for (const Statistic &statistic : bench.result.statistics.details) {
    EXPECT_TRUE(names.insert(statistic.name).second) << statistic.name;
    EXPECT_FALSE(statistic.unit.empty()) << statistic.name;
    EXPECT_FALSE(statistic.description.empty()) << statistic.name;
  }
}

TEST(Trace, has_tracks_whose_slices_do_not_overlap) {
  Bench bench("edge");
  fill(bench);
  bench.run();
  const auto json = boost::json::parse(bench.traceText);
  std::map<std::pair<int64_t, int64_t>, std::string> tracks;
  std::map<std::pair<int64_t, int64_t>, std::map<double, double>> slices;
  std::set<std::string> layersOfLinks;
  for (const auto &event : json.at("traceEvents").as_array()) {
    if (event.at("name") == "process_name" ||
        event.at("name") == "process_sort_index")
      continue;
    const std::pair track{event.at("pid").as_int64(),
                          event.at("tid").as_int64()};
    if (event.at("ph") == "M") {
      tracks[track] = event.at("args").at("name").as_string().c_str();
      continue;
    }
    const double start = event.at("ts").to_number<double>();
    const double duration = event.at("dur").to_number<double>();
    if (duration > 0)
      slices[track].insert({start, start + duration});
    if (track.first == 5 && event.at("args").as_object().contains("layer"))
      layersOfLinks.insert(event.at("args").at("layer").as_string().c_str());
  }
  for (const auto &[track, ofTrack] : slices) {
    double end = 0;
    for (const auto &[start, next] : ofTrack) {
      EXPECT_GE(start, end - 1e-3) << tracks[track];
      end = next;
    }
  }
  EXPECT_EQ((tracks[{1, 2}]), "TTU");
  EXPECT_TRUE(layersOfLinks.contains("load of 2"));
}

TEST(Trace, shows_what_the_statistics_count) {
  Bench bench("edge");
  fill(bench);
  bench.run();
  const auto json = boost::json::parse(bench.traceText);
  double hbm = 0, tensor = 0;
  for (const auto &event : json.at("traceEvents").as_array()) {
    if (event.at("ph") == "M")
      continue;
    const int64_t process = event.at("pid").as_int64();
    const double cycles = event.at("args").at("cycles").to_number<double>();
    if (process == int64_t(bench.chip.tileCount()) + 2)
      hbm += cycles;
    else if (event.at("name") == "matmul")
      tensor += cycles;
  }
  EXPECT_EQ(hbm, bench.statistic("hbm.channel_busy_cycles"));
  EXPECT_EQ(tensor, bench.statistic("ttu.busy_cycles"));
}

// Control code that touches nothing outside runs in bursts.
TEST(Trace, shows_long_control_code_as_one_run) {
  Bench bench;
  // a0 = 65536; do --a0; while (a0); Halt = 0
  bench.program.code(
      {0x00010537, 0xFFF50513, 0xFE051EE3, 0x020002B7, 0x0202B423});
  ASSERT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  const double busy = bench.statistic("tcp.busy_cycles");
  EXPECT_GT(busy, 65536 * 2);
  double shown = 0;
  const auto json = boost::json::parse(bench.traceText);
  for (const auto &event : json.at("traceEvents").as_array())
    if (event.at("ph") == "X" && event.at("name") == "run")
      shown += event.at("args").at("cycles").to_number<double>();
  EXPECT_GE(shown, 0.99 * busy);
  EXPECT_LE(busy, double(bench.cycles()));
}

TEST(Trace, leaves_nothing_where_it_cannot_be_written) {
  Bench bench;
  EXPECT_THROW(launch(*bench.model, bench.program, {"/nowhere/trace.json", 0}),
               Failure);
  EXPECT_EQ(launch(*bench.model, bench.program).end, LaunchEnd::Done);
}

TEST(Trace, escapes_what_json_does_not_allow) {
  Bench bench;
  bench.issue("a \"quoted\"\n\\ name", 0, dma0,
              copyBytes(address::ownL1, address::hbm, 64));
  bench.run();
  EXPECT_NO_THROW((void)boost::json::parse(bench.traceText));
}

} // namespace
} // namespace alcyone::tests
