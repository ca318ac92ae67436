// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/cluster/Cluster.h"

#include "sim/cluster/Fabric.h"

#include <string>

namespace alcyone::sim {

Cluster::Cluster(sc_core::sc_module_name name, Platform &platform,
                 unsigned number, std::span<uint8_t> controlMemory)
    : sc_module(name), number(number), l2(platform.chip),
      dma(platform.chip.cdma, platform.fabric->portOfCluster(number)) {
  const unsigned count = unsigned(platform.chip.tilesPerCluster);
  const uint64_t tcmBytes = platform.chip.tcp.memoryBytes;
  for (unsigned i = 0; i < count; ++i)
    tiles.push_back(std::make_unique<Tile>(
        ("tile" + std::to_string(number * count + i)).c_str(), platform,
        number * count + i, dma,
        controlMemory.subspan(i * tcmBytes, tcmBytes)));
}

} // namespace alcyone::sim
