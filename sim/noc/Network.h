// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The mesh in time. Data plane: every link passes one packet after another at
// noc.link_bytes_per_cycle and is hop_cycles deep; packets cut through. Control
// plane: requests, signals, barriers; it has latency and no contention.
#pragma once

#include "isa/chips/Chip.h"
#include "sim/kernel/Server.h"
#include "sim/noc/Flight.h"
#include "sim/noc/Mesh.h"
#include "sim/trace/Trace.h"

#include <systemc>

#include <cstdint>
#include <span>
#include <vector>

namespace alcyone::sim {

class Network : public sc_core::sc_module {
public:
  Network(sc_core::sc_module_name name, const isa::Chip &chip, Trace &trace);

  /// Whose packet it is, for the trace: a tag of the program's locations.
  void carryFor(uint32_t tag) { currentTag = tag; }

  Flight inject(unsigned node, Flight flight, uint64_t bytes);
  Flight eject(unsigned node, Flight flight, uint64_t bytes);
  /// From router to router.
  Flight travel(unsigned from, unsigned to, Flight flight, uint64_t bytes);

  /// A packet to several nodes along the tree of their routes, each link
  /// crossed once. Sends from `from` until the next beginTree.
  void beginTree();
  Flight travelTree(unsigned from, unsigned to, Flight flight, uint64_t bytes);
  /// Inject and eject of the tree's packet: once a node.
  Flight injectTree(unsigned node, Flight flight, uint64_t bytes);
  Flight ejectTree(unsigned node, Flight flight, uint64_t bytes);

  /// Control plane, from router to router of clusters.
  Cycle controlCycles(unsigned fromNode, unsigned toNode) const;

  const Mesh mesh;

  uint64_t bytesOver(unsigned link) const { return linkBytes[link]; }
  double busyCycles(unsigned link) const { return links[link].busyCycles(); }
  void reset();

private:
  Flight cross(unsigned link, Flight flight, uint64_t bytes, uint64_t latency);
  Flight crossOnce(unsigned link, Flight flight, uint64_t bytes,
                   uint64_t latency);

  const isa::Chip &chip;
  Trace &trace;
  uint64_t injectLatency;
  uint64_t ejectLatency;
  std::vector<Server> links;
  std::vector<uint64_t> linkBytes;
  std::vector<Flight> treeFlight;  ///< behind a link that the tree has crossed
  std::vector<uint64_t> treeStamp; ///< of the tree that crossed the link
  uint64_t tree = 0;
  uint32_t currentTag = 0;
};

} // namespace alcyone::sim
