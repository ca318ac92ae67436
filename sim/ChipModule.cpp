// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/ChipModule.h"

#include <string>

namespace alcyone::sim {

ChipModule::ChipModule(sc_core::sc_module_name name, Platform &platform,
                       std::span<uint8_t> controlMemory)
    : sc_module(name), network("noc", platform.chip, platform.trace),
      hbm("hbm", platform.chip, platform.trace),
      fabric(platform.chip, network, hbm), barriers("barriers", platform),
      commandProcessor("command_processor", platform) {
  platform.network = &network;
  platform.hbm = &hbm;
  platform.fabric = &fabric;
  platform.barriers = &barriers;
  platform.commandProcessor = &commandProcessor;
  const uint64_t clusterBytes =
      platform.chip.tilesPerCluster * platform.chip.tcp.memoryBytes;
  for (unsigned i = 0; i < platform.chip.clusters; ++i) {
    clusters.push_back(std::make_unique<Cluster>(
        ("cluster" + std::to_string(i)).c_str(), platform, i,
        controlMemory.subspan(i * clusterBytes, clusterBytes)));
    platform.l2.push_back(&clusters.back()->l2);
    for (const auto &tile : clusters.back()->tiles)
      platform.tiles.push_back(tile.get());
  }
}

void ChipModule::reset() {
  network.reset();
  hbm.reset();
  fabric.reset();
  barriers.reset();
  commandProcessor.reset();
  for (const auto &cluster : clusters) {
    cluster->l2.reset();
    cluster->dma.reset();
    for (const auto &tile : cluster->tiles)
      tile->reset();
  }
}

} // namespace alcyone::sim
