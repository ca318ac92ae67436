// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is counted in a tile, as one table: each row becomes a statistic of
// every tile and, added up, of the chip.
#pragma once

#include <span>

namespace alcyone::sim {

class Tile;

struct TileStatistic {
  const char *name;
  const char *unit;
  const char *description;
  double (*value)(const Tile &tile);
};

std::span<const TileStatistic> tileStatistics();

} // namespace alcyone::sim
