// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/noc/Network.h"

namespace alcyone::sim {

Network::Network(sc_core::sc_module_name name, const isa::Chip &chip,
                 Trace &trace)
    : sc_module(name), mesh(chip), chip(chip), trace(trace),
      injectLatency(chip.noc.injectCycles - chip.noc.injectCycles / 2),
      ejectLatency(chip.noc.injectCycles / 2),
      links(mesh.links(), Server(double(chip.noc.linkBytesPerCycle))),
      linkBytes(mesh.links()), treeFlight(mesh.links()),
      treeStamp(mesh.links()) {}

Flight Network::cross(unsigned link, Flight flight, uint64_t bytes,
                      uint64_t latency) {
  linkBytes[link] += bytes;
  const Server::Booking booking = links[link].book(flight.head, bytes);
  if (trace.isOn())
    trace.busy(Trace::Kind::Link, link, booking.start, booking.whole,
               currentTag);
  return {booking.start + latency,
          std::max(flight.tail, booking.end) + latency};
}

Flight Network::crossOnce(unsigned link, Flight flight, uint64_t bytes,
                          uint64_t latency) {
  if (treeStamp[link] != tree) {
    treeStamp[link] = tree;
    treeFlight[link] = cross(link, flight, bytes, latency);
  }
  return treeFlight[link];
}

Flight Network::inject(unsigned node, Flight flight, uint64_t bytes) {
  return cross(Mesh::link(node, Mesh::Inject), flight, bytes, injectLatency);
}

Flight Network::eject(unsigned node, Flight flight, uint64_t bytes) {
  return cross(Mesh::link(node, Mesh::Eject), flight, bytes, ejectLatency);
}

Flight Network::travel(unsigned from, unsigned to, Flight flight,
                       uint64_t bytes) {
  mesh.route(from, to, [&](unsigned link) {
    flight = cross(link, flight, bytes, chip.noc.hopCycles);
  });
  return flight;
}

void Network::beginTree() { ++tree; }

Flight Network::travelTree(unsigned from, unsigned to, Flight flight,
                           uint64_t bytes) {
  mesh.route(from, to, [&](unsigned link) {
    flight = crossOnce(link, flight, bytes, chip.noc.hopCycles);
  });
  return flight;
}

Flight Network::injectTree(unsigned node, Flight flight, uint64_t bytes) {
  return crossOnce(Mesh::link(node, Mesh::Inject), flight, bytes,
                   injectLatency);
}

Flight Network::ejectTree(unsigned node, Flight flight, uint64_t bytes) {
  return crossOnce(Mesh::link(node, Mesh::Eject), flight, bytes, ejectLatency);
}

// Within a cluster one hop, its crossbar; to another, in and out too.
Cycle Network::controlCycles(unsigned fromNode, unsigned toNode) const {
  if (fromNode == toNode)
    return chip.noc.controlHopCycles;
  return chip.noc.injectCycles +
         mesh.hops(fromNode, toNode) * chip.noc.controlHopCycles;
}

void Network::reset() {
  for (Server &link : links)
    link.reset();
  linkBytes.assign(linkBytes.size(), 0);
  treeStamp.assign(treeStamp.size(), 0);
  tree = 0;
}

} // namespace alcyone::sim
