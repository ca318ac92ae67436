// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loop nest of a vector instruction, and walks over the runs of its
// sections in the order of docs/numerics.md (rtl/tvp/alc_tvp_walker.sv). Where
// there are lanes for several vectors, a run is of independent iterations side
// by side.
#pragma once

#include "isa/semantics/Vector.h"
#include "isa/semantics/VectorStreams.h"

#include <array>
#include <cstdint>

namespace alcyone::sim {

struct TvpNest {
  uint64_t vectors = 0;  ///< vectors of 16 lanes that l takes
  uint64_t outer = 0;    ///< independent iterations
  uint64_t together = 1; ///< of them, side by side
  uint64_t groups = 0;   ///< of as many: runs of before and after
  uint64_t chained = 0;  ///< runs of body in a group, one after the other

  /// `lanes` is how many a micro-instruction computes at once.
  TvpNest(const isa::Vector &inst, uint64_t lanes);
};

/// Goes over the runs of the sections in `visit`, a bit each. The nest may
/// become shorter under way, behind the present run.
class TvpWalk {
public:
  /// Both are borrowed.
  TvpWalk(const TvpNest &nest, const isa::Vector &inst, unsigned visit);

  bool isValid() const { return valid; }
  bool visits(isa::Section section) const { return visit >> section & 1; }
  isa::Section section() const { return at; }
  uint64_t group() const { return groupAt; }
  /// Runs of body of this group that have been left behind.
  uint64_t chained() const { return chainAt; }
  bool endsGroup() const;
  void next();

  /// Vectors of this run.
  uint64_t count() const;
  /// Calls `visitor` with the address of each vector of the run in a stream,
  /// and its lanes.
  template <typename Visitor>
  void forEachVector(unsigned stream, Visitor visitor) const;

private:
  /// Of the loops around the run's vectors.
  struct Outer {
    uint64_t d0 = 0, d1 = 0, vector = 0;
  };
  void nextGroup();
  void step(Outer &outer) const;

  const TvpNest *nest;
  const isa::Vector *inst;
  unsigned visit;
  isa::Section first; ///< of a group
  isa::Section at;
  bool valid;
  Outer outer; ///< of the first vector
  uint64_t groupAt = 0, chainAt = 0;
  uint64_t r = 0, vector = 0; ///< of the chain
};

template <typename Visitor>
void TvpWalk::forEachVector(unsigned stream, Visitor visitor) const {
  const int32_t *stride = &inst->stride[stream * isa::dimensionCount];
  const int64_t vectorStride = int64_t(stride[isa::L]) * isa::vectorLanes;
  const bool inBody = at == isa::Body;
  Outer here = outer;
  for (uint64_t left = count(); left > 0; --left) {
    const uint64_t number =
        inst->laneReduce ? (inBody ? vector : 0) : here.vector;
    int64_t address = inst->base[stream] + int64_t(here.d0) * stride[isa::D0] +
                      int64_t(here.d1) * stride[isa::D1] +
                      int64_t(number) * vectorStride;
    if (inBody)
      address += int64_t(r) * stride[isa::R];
    visitor(uint64_t(address),
            number + 1 == nest->vectors
                ? inst->size[isa::L] - number * isa::vectorLanes
                : isa::vectorLanes);
    step(here);
  }
}

} // namespace alcyone::sim
