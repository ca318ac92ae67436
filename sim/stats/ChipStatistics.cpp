// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/stats/ChipStatistics.h"

#include "sim/ChipModule.h"
#include "sim/stats/TileStatistics.h"

#include <map>
#include <string>

namespace alcyone::sim {
namespace {

/// Collects the launch's statistics; sums are kept by name for the summary.
class Collector {
public:
  Collector(const Platform &platform, const ChipModule &top, Cycle cycles)
      : platform(platform), top(top), chip(platform.chip), cycles(cycles) {}

  isa::RunStatistics collect();

private:
  void add(std::string name, const char *unit, const char *description,
           double value) {
    result.details.push_back({std::move(name), unit, description, value});
  }
  void addTiles();
  void addHbm();
  void addMemories();
  void addClusterDmas();
  void addEnergy();
  void summarise();

  const Platform &platform;
  const ChipModule &top;
  const isa::Chip &chip;
  const Cycle cycles;
  isa::RunStatistics result;
  std::map<std::string, double> sums; ///< of the tiles' statistics
  double hbmBytes = 0, l2Bytes = 0, linkBytes = 0;
};

isa::RunStatistics Collector::collect() {
  add("launch_cycles", "cycle", "until the first tile started",
      double(top.commandProcessor.launchCycles()));
  add("host_latency_seconds", "s",
      "of the host link, before and after the launch; not in cycles",
      chip.host.latencyNs * 1e-9);
  for (const TileStatistic &row : tileStatistics())
    for (const Tile *tile : platform.tiles)
      sums[row.name] += row.value(*tile);
  for (const TileStatistic &row : tileStatistics())
    add(row.name, row.unit, row.description, sums[row.name]);
  addHbm();
  addMemories();
  addEnergy();
  addTiles();
  summarise();
  return std::move(result);
}

void Collector::addHbm() {
  HbmChannel::Counts all;
  double busy = 0, refreshes = 0;
  for (const HbmChannel &channel : top.hbm.channels) {
    const HbmChannel::Counts &counts = channel.counts();
    all.rowHits += counts.rowHits;
    all.rowMisses += counts.rowMisses;
    all.rowConflicts += counts.rowConflicts;
    all.bytesRead += counts.bytesRead;
    all.bytesWritten += counts.bytesWritten;
    all.refreshWaits += counts.refreshWaits;
    busy += channel.busyCycles();
    refreshes += double(channel.refreshes(cycles));
  }
  hbmBytes = double(all.bytesRead + all.bytesWritten);
  add("hbm.bytes_read", "byte", "read from HBM", double(all.bytesRead));
  add("hbm.bytes_written", "byte", "written to HBM", double(all.bytesWritten));
  add("hbm.row_hits", "access", "found their row open", double(all.rowHits));
  add("hbm.row_misses", "access", "found no row open", double(all.rowMisses));
  add("hbm.row_conflicts", "access", "found another row open",
      double(all.rowConflicts));
  add("hbm.refreshes", "refresh", "of all channels", refreshes);
  add("hbm.refresh_waits", "access", "waited for a refresh to end",
      double(all.refreshWaits));
  add("hbm.channel_busy_cycles", "cycle", "data buses busy, added up", busy);
}

void Collector::addMemories() {
  for (const auto &cluster : top.clusters) {
    const std::string name = "l2." + std::to_string(cluster->number);
    l2Bytes += double(cluster->l2.bytesRead + cluster->l2.bytesWritten);
    add(name + ".bytes_read", "byte", "read from the cluster's L2",
        double(cluster->l2.bytesRead));
    add(name + ".bytes_written", "byte", "written to the cluster's L2",
        double(cluster->l2.bytesWritten));
    add(name + ".busy_cycles", "cycle", "port of the cluster's L2 busy",
        cluster->l2.busyCycles());
  }
  addClusterDmas();
  for (unsigned link = 0; link < top.network.mesh.links(); ++link) {
    if (top.network.bytesOver(link) == 0)
      continue;
    const std::string name = "noc." + top.network.mesh.linkName(link);
    linkBytes += double(top.network.bytesOver(link));
    add(name + ".bytes", "byte", "data over the link",
        double(top.network.bytesOver(link)));
    add(name + ".busy_cycles", "cycle", "link passing data",
        top.network.busyCycles(link));
  }
}

void Collector::addClusterDmas() {
  if (chip.cdma.channels == 0)
    return;
  double &busy = sums["cdma.busy_cycles"];
  for (const auto &cluster : top.clusters) {
    const std::string name = "cdma." + std::to_string(cluster->number);
    add(name + ".busy_cycles", "cycle", "any channel of the cluster's DMA busy",
        double(cluster->dma.activeCycles));
    add(name + ".port_busy_cycles", "cycle",
        "the port of the cluster's DMA moving data",
        cluster->dma.writer.busyCycles());
    busy += double(cluster->dma.activeCycles);
  }
}

void Collector::addEnergy() {
  const isa::Chip::EnergyPj &pj = chip.energyPj;
  const double l1Bytes = sums["l1.engine_bytes"] + sums["l1.dma_bytes"];
  struct Part {
    const char *name;
    const char *description;
    double picojoules;
  };
  const Part parts[] = {
      {"ttu", "multiply-adds", sums["ttu.macs"] * pj.macBf16},
      {"tvp", "lane operations", sums["tvp.lane_operations"] * pj.tvpLaneOp},
      {"tcp", "instructions", sums["tcp.instructions"] * pj.tcpInstruction},
      {"l1", "bytes of L1", l1Bytes * pj.l1Byte},
      {"l2", "bytes of L2", l2Bytes * pj.l2Byte},
      {"noc", "bytes over links", linkBytes * pj.nocByteHop},
      {"hbm", "bytes of HBM", hbmBytes * pj.hbmByte}};
  double total = 0;
  for (const Part &part : parts) {
    add(std::string("energy.") + part.name, "J", part.description,
        part.picojoules * 1e-12);
    total += part.picojoules * 1e-12;
  }
  add("energy.total", "J", "all of these; no leakage", total);
}

void Collector::addTiles() {
  for (const Tile *tile : platform.tiles)
    for (const TileStatistic &row : tileStatistics())
      add("tile" + std::to_string(tile->number) + "." + row.name, row.unit,
          row.description, row.value(*tile));
}

void Collector::summarise() {
  const double all = double(cycles) * double(chip.tileCount());
  const double ofClusters = double(cycles) * double(chip.clusters);
  auto share = [](double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  };
  result.cycles = cycles;
  result.seconds = double(cycles) / double(chip.clockHz);
  result.tensorPeakShare =
      share(sums["ttu.macs"], all * TtuTiming(chip).peakPerCycle());
  result.hbmBandwidthShare =
      share(hbmBytes, double(cycles) * double(chip.hbmChannels()) *
                          chip.hbm.bytesPerCycle);
  const auto addEngine = [&](const std::string &name, double whole) {
    result.engines.push_back({name, share(sums[name + ".busy_cycles"], whole),
                              uint64_t(sums[name + ".instructions"])});
  };
  for (const char *engine : {"tcp", "ttu", "tvp", "tdma"})
    addEngine(engine, all);
  if (chip.cdma.channels != 0)
    addEngine("cdma", ofClusters);
}

} // namespace

isa::RunStatistics chipStatistics(const Platform &platform,
                                  const ChipModule &top, Cycle cycles) {
  return Collector(platform, top, cycles).collect();
}

} // namespace alcyone::sim
