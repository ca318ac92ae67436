// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cluster: tiles, their L2, a DMA that they share, and the ports through
// which these send and receive data. Between tiles, L2 and DMA of one cluster
// data crosses a crossbar; to anything else it crosses the cluster's Inject and
// Eject links (sim/noc).
#pragma once

#include "sim/Platform.h"
#include "sim/cluster/L2.h"
#include "sim/tile/Tile.h"

#include <systemc>

#include <memory>
#include <span>
#include <vector>

namespace alcyone::sim {

class Cluster : public sc_core::sc_module {
public:
  /// `controlMemory` holds the TCMs of its tiles, one after another.
  Cluster(sc_core::sc_module_name name, Platform &platform, unsigned number,
          std::span<uint8_t> controlMemory);

  const unsigned number;
  L2 l2;
  DmaEngine dma; ///< its channels are the tiles', which push into them
  std::vector<std::unique_ptr<Tile>> tiles;
};

} // namespace alcyone::sim
