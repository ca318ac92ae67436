// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A packet of a DMA: some pieces of a transfer that travel together, and
// what they ask of the memories at either end. No time.
#pragma once

#include "isa/semantics/Tdma.h"
#include "isa/support/AddressMap.h"

#include <cstdint>
#include <vector>

namespace alcyone::sim {

/// What one side of a packet asks of its memory.
struct PacketSide {
  isa::address::Location place; ///< of the first element; Region::None: no side
  unsigned node = 0; ///< of the mesh, where it is; set by the channel
  uint64_t bytes = 0;
  uint64_t lines = 0;        ///< L1 lines touched
  uint64_t engineCycles = 0; ///< to move them through the DMA's port
};

struct Packet {
  std::vector<isa::TdmaPiece> pieces;
  PacketSide src;
  PacketSide dst;
  uint64_t elements = 0;
};

} // namespace alcyone::sim
