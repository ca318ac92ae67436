// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where things are on the chip: clusters are the nodes of a 2-D mesh, routed
// X first, then Y; HBM channels hang on the nodes of the left and right edges,
// the host on cluster 0. Geometry only, no time.
//
// Links are numbered node * linksPerNode + direction. Inject and Eject are the
// cluster's port: everything between its tiles or L2 and the mesh crosses them.
#pragma once

#include "isa/chips/Chip.h"

#include <cstdint>
#include <string>
#include <vector>

namespace alcyone::sim {

class Mesh {
public:
  enum Direction : uint8_t { East, West, South, North, Inject, Eject };
  static constexpr unsigned linksPerNode = 6;

  explicit Mesh(const isa::Chip &chip);

  unsigned columns() const { return columnCount; }
  unsigned rows() const { return rowCount; }
  unsigned nodes() const { return columnCount * rowCount; }
  unsigned links() const { return nodes() * linksPerNode; }

  /// The node that an HBM channel (chip-wide number) is attached to.
  unsigned nodeOfHbmChannel(unsigned channel) const {
    return hbmNodes[channel];
  }

  unsigned hops(unsigned from, unsigned to) const;

  /// Calls visit(link) for every mesh link from one node to another, in order.
  template <typename Visit>
  void route(unsigned from, unsigned to, Visit &&visit) const {
    unsigned node = from;
    while (node != to) {
      const Direction direction = next(node, to);
      visit(node * linksPerNode + direction);
      node = neighbour(node, direction);
    }
  }

  static unsigned link(unsigned node, Direction direction) {
    return node * linksPerNode + direction;
  }
  /// "(1,0) east", for statistics and traces.
  std::string linkName(unsigned link) const;

private:
  Direction next(unsigned node, unsigned to) const;
  unsigned neighbour(unsigned node, Direction direction) const;

  unsigned columnCount;
  unsigned rowCount;
  std::vector<unsigned> hbmNodes; ///< by channel
};

} // namespace alcyone::sim
