// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpNest.h"

#include <algorithm>

namespace alcyone::sim {

using isa::vectorLanes;

TvpNest::TvpNest(const isa::Vector &inst, uint64_t lanes) {
  const uint64_t rows = uint64_t(inst.size[isa::D0]) * inst.size[isa::D1];
  vectors = (uint64_t(inst.size[isa::L]) + vectorLanes - 1) / vectorLanes;
  if (rows == 0 || vectors == 0 || inst.size[isa::R] == 0)
    return;
  outer = inst.laneReduce ? rows : rows * vectors;
  chained = inst.size[isa::R] * (inst.laneReduce ? vectors : 1);
  together = std::clamp<uint64_t>(lanes / vectorLanes, 1, outer);
  groups = (outer + together - 1) / together;
}

static isa::Section firstOf(unsigned visit) {
  for (isa::Section section : {isa::Before, isa::Body})
    if (visit >> section & 1)
      return section;
  return isa::After;
}

TvpWalk::TvpWalk(const TvpNest &nest, const isa::Vector &inst, unsigned visit)
    : nest(&nest), inst(&inst), visit(visit), first(firstOf(visit)),
      at(visit >> isa::Setup & 1 ? isa::Setup : first), valid(visit != 0) {}

uint64_t TvpWalk::count() const {
  return at == isa::Setup
             ? 1
             : std::min(nest->together, nest->outer - groupAt * nest->together);
}

bool TvpWalk::endsGroup() const {
  const bool isLast = at == isa::After || !visits(isa::After);
  if (at == isa::Body)
    return isLast && chainAt + 1 == nest->chained;
  return at != isa::Setup && isLast &&
         !(at == isa::Before && visits(isa::Body));
}

void TvpWalk::next() {
  if (at == isa::Setup) {
    at = first;
    valid = visit != 1u << isa::Setup;
  } else if (endsGroup()) {
    nextGroup();
  } else if (at == isa::Before) {
    at = visits(isa::Body) ? isa::Body : isa::After;
  } else if (++chainAt == nest->chained) {
    at = isa::After;
  } else if (++vector == nest->vectors || !inst->laneReduce) {
    vector = 0;
    ++r;
  }
}

void TvpWalk::nextGroup() {
  for (uint64_t left = count(); left > 0; --left)
    step(outer);
  at = first;
  chainAt = r = vector = 0;
  valid = ++groupAt != nest->groups;
}

void TvpWalk::step(Outer &outer) const {
  if (!inst->laneReduce && ++outer.vector != nest->vectors)
    return;
  outer.vector = 0;
  if (++outer.d1 != inst->size[isa::D1])
    return;
  outer.d1 = 0;
  ++outer.d0;
}

} // namespace alcyone::sim
