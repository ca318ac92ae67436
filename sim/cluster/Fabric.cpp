// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/cluster/Fabric.h"

namespace alcyone::sim {

using isa::address::Location;
using isa::address::Region;

Fabric::Fabric(const isa::Chip &chip, Network &network, Hbm &hbm)
    : tilesPerCluster(unsigned(chip.tilesPerCluster)), hop(chip.noc.hopCycles),
      network(network), hbm(hbm),
      ports(chip.tileCount(), Port{Server(double(chip.tdma.bytesPerCycle)),
                                   Server(double(chip.tdma.bytesPerCycle))}) {}

unsigned Fabric::nodeOf(const Location &place) const {
  switch (place.region) {
  case Region::Hbm:
    return network.mesh.nodeOfHbmChannel(
        hbm.interleave.place(place.offset).channel);
  case Region::L2:
    return unsigned(place.unit);
  default:
    return nodeOfTile(unsigned(place.unit));
  }
}

Cycle Fabric::requestCycles(unsigned tile, unsigned node) const {
  return network.controlCycles(nodeOfTile(tile), node);
}

// Within a cluster over its crossbar, not over the mesh; HBM is no cluster's.
Flight Fabric::toTile(const Location &from, unsigned node, unsigned tile,
                      Flight flight, uint64_t bytes) {
  const bool isHbm = from.region == Region::Hbm;
  const unsigned home = nodeOfTile(tile);
  if (from.region == Region::L1)
    flight = pass(ports[from.unit].out, flight, bytes, 0);
  if (isHbm || node == home)
    flight = {flight.head + hop, flight.tail + hop};
  else
    flight = network.inject(node, flight, bytes);
  if (isHbm || node != home) {
    flight = network.travel(node, home, flight, bytes);
    flight = network.eject(home, flight, bytes);
  }
  return pass(ports[tile].in, flight, bytes, 0);
}

Flight Fabric::fromTile(unsigned tile, const Location &to, unsigned node,
                        Flight flight, uint64_t bytes) {
  const bool isHbm = to.region == Region::Hbm;
  const unsigned home = nodeOfTile(tile);
  flight = pass(ports[tile].out, flight, bytes, 0);
  if (isHbm || node != home) {
    flight = network.inject(home, flight, bytes);
    flight = network.travel(home, node, flight, bytes);
  }
  if (isHbm || node == home)
    flight = {flight.head + hop, flight.tail + hop};
  else
    flight = network.eject(node, flight, bytes);
  if (to.region == Region::L1)
    flight = pass(ports[to.unit].in, flight, bytes, 0);
  return flight;
}

Flight Fabric::branch(unsigned fromNode, unsigned target, Flight flight,
                      uint64_t bytes) {
  const unsigned node = nodeOfTile(target);
  if (node == fromNode) {
    flight = {flight.head + hop, flight.tail + hop};
  } else {
    flight = network.injectTree(fromNode, flight, bytes);
    flight = network.travelTree(fromNode, node, flight, bytes);
    flight = network.ejectTree(node, flight, bytes);
  }
  return pass(ports[target].in, flight, bytes, 0);
}

void Fabric::reset() {
  for (Port &port : ports) {
    port.in.reset();
    port.out.reset();
  }
}

} // namespace alcyone::sim
