// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/noc/Mesh.h"

#include <algorithm>
#include <cstdlib>

namespace alcyone::sim {

// The smallest rectangle with columns >= rows that holds all clusters. Stacks
// take turns left and right; the channels of a side are spread evenly over its
// rows, a stack's channels next to each other.
Mesh::Mesh(const isa::Chip &chip) : columnCount(1), rowCount(1) {
  const unsigned clusters = unsigned(chip.clusters);
  while ((rowCount + 1) * (rowCount + 1) <= clusters)
    ++rowCount;
  columnCount = (clusters + rowCount - 1) / rowCount;

  const unsigned stacks = unsigned(chip.hbm.stacks);
  const unsigned perStack = unsigned(chip.hbm.channelsPerStack);
  for (unsigned stack = 0; stack < stacks; ++stack) {
    const unsigned side = stack % 2;
    const unsigned channelsOfSide = (stacks + 1 - side) / 2 * perStack;
    for (unsigned channel = 0; channel < perStack; ++channel) {
      const unsigned onSide = stack / 2 * perStack + channel;
      const unsigned row = onSide * rowCount / channelsOfSide;
      hbmNodes.push_back(row * columnCount + (side == 0 ? 0 : columnCount - 1));
    }
  }
}

unsigned Mesh::hops(unsigned from, unsigned to) const {
  const int x = int(from % columnCount) - int(to % columnCount);
  const int y = int(from / columnCount) - int(to / columnCount);
  return unsigned(std::abs(x) + std::abs(y));
}

Mesh::Direction Mesh::next(unsigned node, unsigned to) const {
  const unsigned x = node % columnCount, wantedX = to % columnCount;
  if (x != wantedX)
    return x < wantedX ? East : West;
  return node < to ? South : North;
}

unsigned Mesh::neighbour(unsigned node, Direction direction) const {
  switch (direction) {
  case East:
    return node + 1;
  case West:
    return node - 1;
  case South:
    return node + columnCount;
  default:
    return node - columnCount;
  }
}

std::string Mesh::linkName(unsigned link) const {
  static const char *const names[] = {"east",  "west",   "south",
                                      "north", "inject", "eject"};
  const unsigned node = link / linksPerNode;
  return "(" + std::to_string(node % columnCount) + "," +
         std::to_string(node / columnCount) + ") " + names[link % linksPerNode];
}

} // namespace alcyone::sim
