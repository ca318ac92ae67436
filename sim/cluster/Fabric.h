// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ways that data takes between tiles and memories, put together from ports,
// crossbars and the mesh. All data of a tile's DMA passes the tile: memory ->
// tile when it reads, tile -> memory when it writes.
#pragma once

#include "isa/support/AddressMap.h"
#include "sim/hbm/Hbm.h"
#include "sim/noc/Network.h"

#include <span>
#include <vector>

namespace alcyone::sim {

class Fabric {
public:
  Fabric(const isa::Chip &chip, Network &network, Hbm &hbm);

  /// The mesh node where a memory is. HBM: of the channel of that byte.
  unsigned nodeOf(const isa::address::Location &place) const;
  unsigned nodeOfTile(unsigned tile) const { return tile / tilesPerCluster; }

  /// Control plane between a tile and a node, one way.
  Cycle requestCycles(unsigned tile, unsigned node) const;

  /// `flight` leaves the memory, which is at `node`, or the tile; the result is
  /// at the other end.
  Flight toTile(const isa::address::Location &from, unsigned node,
                unsigned tile, Flight flight, uint64_t bytes);
  Flight fromTile(unsigned tile, const isa::address::Location &to,
                  unsigned node, Flight flight, uint64_t bytes);

  /// From a tile to the L1 of several, each link crossed once. Calls
  /// arrived(index into targets, flight) for each.
  template <typename Arrived>
  void multicast(unsigned tile, std::span<const unsigned> targets,
                 Flight flight, uint64_t bytes, Arrived &&arrived) {
    flight = pass(ports[tile].out, flight, bytes, 0);
    network.beginTree();
    for (unsigned i = 0; i < targets.size(); ++i)
      arrived(i, branch(nodeOfTile(tile), targets[i], flight, bytes));
  }

  void reset();

private:
  struct Port {
    Server in;
    Server out;
  };
  Flight branch(unsigned fromNode, unsigned target, Flight flight,
                uint64_t bytes);

  const unsigned tilesPerCluster;
  const uint64_t hop;
  Network &network;
  Hbm &hbm;
  std::vector<Port> ports; ///< by tile
};

} // namespace alcyone::sim
