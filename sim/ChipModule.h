// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The top SystemC module: builds the chip's parts and binds them together.
#pragma once

#include "sim/Platform.h"
#include "sim/cluster/Cluster.h"
#include "sim/cluster/Fabric.h"
#include "sim/hbm/Hbm.h"
#include "sim/host/CommandProcessor.h"
#include "sim/noc/Network.h"
#include "sim/tile/sync/BarrierUnit.h"

#include <systemc>

#include <memory>
#include <span>
#include <vector>

namespace alcyone::sim {

class ChipModule : public sc_core::sc_module {
public:
  /// `controlMemory` holds the TCMs of all tiles, one after another.
  ChipModule(sc_core::sc_module_name name, Platform &platform,
             std::span<uint8_t> controlMemory);

  /// Everything but L1, L2 and HBM is as after power-up, nothing is due.
  void reset();

  Network network;
  Hbm hbm;
  Fabric fabric;
  BarrierUnit barriers;
  CommandProcessor commandProcessor;
  std::vector<std::unique_ptr<Cluster>> clusters;
};

} // namespace alcyone::sim
