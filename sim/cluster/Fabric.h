// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ways that data takes between tiles and memories, put together from ports,
// crossbars and the mesh. All data of a DMA, a tile's or a cluster's, passes
// its port: memory -> DMA when it reads, DMA -> memory when it writes.
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

  /// Ports are numbered: those of the tiles, by tile, then those of the
  /// clusters' DMAs.
  unsigned portOfTile(unsigned tile) const { return tile; }
  unsigned portOfCluster(unsigned cluster) const { return tiles + cluster; }

  /// Control plane between a port and a node, one way.
  Cycle requestCycles(unsigned port, unsigned node) const;

  /// `flight` leaves the memory, which is at `node`, or the port; the result is
  /// at the other end.
  Flight toPort(const isa::address::Location &from, unsigned node,
                unsigned port, Flight flight, uint64_t bytes);
  Flight fromPort(unsigned port, const isa::address::Location &to,
                  unsigned node, Flight flight, uint64_t bytes);

  /// From a port to the L1 of several tiles, each link crossed once. Calls
  /// arrived(index into targets, flight) for each.
  template <typename Arrived>
  void multicast(unsigned port, std::span<const unsigned> targets,
                 Flight flight, uint64_t bytes, Arrived &&arrived) {
    flight = pass(ports[port].out, flight, bytes, 0);
    network.beginTree();
    for (unsigned i = 0; i < targets.size(); ++i)
      arrived(i, branch(nodeOfPort(port), targets[i], flight, bytes));
  }

  void reset();

private:
  struct Port {
    Server in;
    Server out;
  };
  unsigned nodeOfPort(unsigned port) const {
    return port < tiles ? nodeOfTile(port) : port - tiles;
  }
  Flight branch(unsigned fromNode, unsigned target, Flight flight,
                uint64_t bytes);

  const unsigned tiles;
  const unsigned tilesPerCluster;
  const uint64_t hop;
  Network &network;
  Hbm &hbm;
  std::vector<Port> ports;
};

} // namespace alcyone::sim
