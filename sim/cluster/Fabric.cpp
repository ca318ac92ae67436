// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/cluster/Fabric.h"

namespace alcyone::sim {

using isa::address::Location;
using isa::address::Region;

Fabric::Fabric(const isa::Chip &chip, Network &network, Hbm &hbm)
    : tiles(unsigned(chip.tileCount())),
      tilesPerCluster(unsigned(chip.tilesPerCluster)), hop(chip.noc.hopCycles),
      network(network), hbm(hbm) {
  const auto portOf = [](const isa::Chip::Dma &dma) {
    return Port{Server(double(dma.bytesPerCycle)),
                Server(double(dma.bytesPerCycle))};
  };
  ports.assign(tiles, portOf(chip.tdma));
  ports.resize(tiles + chip.clusters, portOf(chip.cdma));
}

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

Cycle Fabric::requestCycles(unsigned port, unsigned node) const {
  return network.controlCycles(nodeOfPort(port), node);
}

// Within a cluster over its crossbar, not over the mesh; HBM is no cluster's.
Flight Fabric::toPort(const Location &from, unsigned node, unsigned port,
                      Flight flight, uint64_t bytes) {
  const bool isHbm = from.region == Region::Hbm;
  const unsigned home = nodeOfPort(port);
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
  return pass(ports[port].in, flight, bytes, 0);
}

Flight Fabric::fromPort(unsigned port, const Location &to, unsigned node,
                        Flight flight, uint64_t bytes) {
  const bool isHbm = to.region == Region::Hbm;
  const unsigned home = nodeOfPort(port);
  flight = pass(ports[port].out, flight, bytes, 0);
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
