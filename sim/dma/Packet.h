// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A packet of a DMA: some pieces of a transfer that travel together, and
// what they ask of the DMA and of the memories at either end. No time.
//
// A side is runs of adjacent bytes and scattered elements. Each is a request of
// its own, and passes the DMA in words: of tdma.bytes_per_cycle, of as much of
// it as the same elements take on this side, if they are wider on the other
// one. Outside of the L1 that the DMA sits beside, words are aligned.
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
  uint64_t lines = 0;    ///< L1 lines touched
  uint64_t requests = 0; ///< runs and scattered elements
  uint64_t words = 0;    ///< that pass the DMA, one a cycle
  uint64_t carried = 0;  ///< bytes on the network
  uint64_t runStart = 0; ///< the last run
  uint64_t runBytes = 0; ///< 0: there is none
};

struct Packet {
  std::vector<isa::TdmaPiece> pieces;
  PacketSide src;
  PacketSide dst;
  uint64_t elements = 0;
};

} // namespace alcyone::sim
