// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpTiming.h"

#include "isa/numerics/Formats.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace alcyone::sim {
namespace {

constexpr uint64_t vectorLanes = isa::microLanes;

/// What moving one vector of a stream takes.
struct VectorUse {
  BankUse l1;
  double bytes = 0;
};

/// `lanes` elements of a stream. Contiguous lanes, and one element for all, are
/// one segment; how vectors follow each other then matters for the banks.
VectorUse vectorUse(const isa::Vector &inst, unsigned stream, uint64_t lanes,
                    const TvpNest &nest, const L1Banks &banks) {
  const uint64_t bytes = isa::formatBytes(inst.format[stream]);
  const uint64_t base = inst.base[stream];
  const int32_t *stride = &inst.stride[stream * 4];
  const int64_t lane = stride[3];
  if (lane != 0 && uint64_t(std::abs(lane)) != bytes)
    return {banks.use({base, lane, lanes, bytes}), double(lanes * bytes)};
  AccessPattern pattern{base, 0, 1, lane == 0 ? bytes : lanes * bytes};
  if (nest.vectors > 1) {
    pattern.stride = lane * int64_t(vectorLanes);
    pattern.segments = nest.vectors;
  } else {
    for (unsigned dim : {0u, 1u, 2u})
      if (inst.size[dim] > 1) {
        pattern.stride = stride[dim];
        pattern.segments = inst.size[dim];
      }
  }
  return {banks.use(pattern).times(1.0 / double(pattern.segments)),
          double(pattern.segmentBytes)};
}

} // namespace

TvpNest::TvpNest(const isa::Vector &inst) {
  const uint64_t rows = uint64_t(inst.size[0]) * inst.size[1];
  vectors = (uint64_t(inst.size[3]) + vectorLanes - 1) / vectorLanes;
  outer = inst.laneReduce ? rows : rows * vectors;
  chained = inst.laneReduce ? uint64_t(inst.size[2]) * vectors : inst.size[2];
  if (rows == 0 || vectors == 0 || inst.size[2] == 0)
    outer = chained = 0;
}

TvpSection analyseSection(std::span<const uint32_t> words) {
  TvpSection section;
  for (uint32_t word : words) {
    const auto micro = isa::decodeMicro(word);
    const isa::MicroInfo &info = *isa::findMicro(uint8_t(micro->op));
    ++section.operations;
    section.special += info.isSfu;
    section.crossLane += info.isCrossLane;
    const uint8_t sources[] = {micro->ra, micro->rb, micro->rc};
    for (unsigned i = 0; i < info.sources; ++i)
      if (sources[i] >= isa::firstStreamSource &&
          sources[i] < isa::firstIndexSource)
        section.reads[sources[i] - isa::firstStreamSource] = true;
    if (info.isStore())
      ++section.stores[micro->rd];
  }
  return section;
}

/// Cycles of the unit's parts, and what streams ask of L1.
struct TvpTiming::Work {
  double issue = 0;
  double special = 0;
  double streamBytes = 0;
  double operations = 0;
  BankUse l1;
};

void TvpTiming::addSection(const TvpSection &section, double runs,
                           const TvpNest &nest, Work &work) const {
  const double wide = double(vectorLanes * std::max<uint64_t>(1, nest.outer));
  const double lanes = std::min(double(chip.tvp.lanes), wide);
  const double special = std::min(double(chip.tvp.sfuLanes), wide);
  const double slots = double(section.operations - section.crossLane) +
                       double(section.crossLane * chip.tvp.crosslaneCycles);
  work.issue += runs * slots * double(vectorLanes) / lanes;
  work.special += runs * section.special * double(vectorLanes) / special;
  work.operations += runs * section.operations * double(vectorLanes);
}

void TvpTiming::addStreams(const isa::Vector &inst, const TvpSection &section,
                           double runs, bool singleLane, const TvpNest &nest,
                           const L1Banks &banks, Work &work) const {
  const uint64_t lanes = std::min<uint64_t>(vectorLanes, inst.size[3]);
  auto add = [&](unsigned stream, uint64_t width, double times) {
    const VectorUse use = vectorUse(inst, stream, width, nest, banks);
    work.l1 += use.l1.times(times);
    work.streamBytes += use.bytes * times;
  };
  for (unsigned stream = 0; stream < 4; ++stream)
    if (section.reads[stream])
      add(stream, lanes, runs);
  for (unsigned stream = 0; stream < 2; ++stream)
    if (section.stores[stream])
      add(4 + stream, singleLane ? 1 : lanes, runs * section.stores[stream]);
}

EngineTime TvpTiming::of(const isa::Vector &inst,
                         std::span<const uint32_t> program,
                         const L1Banks &banks) const {
  const TvpNest nest(inst);
  EngineTime time;
  time.fixed = chip.tvp.startCycles;
  if (nest.outer == 0)
    return time;

  const unsigned lengths[] = {inst.setupLength, inst.beforeLength,
                              inst.bodyLength, inst.afterLength};
  const double body = double(nest.outer) * double(nest.chained);
  const double runs[] = {1, double(nest.outer), body, double(nest.outer)};
  Work work;
  double emptying = 0;
  size_t first = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const TvpSection section =
        analyseSection(program.subspan(first, lengths[part]));
    first += lengths[part];
    addSection(section, runs[part], nest, work);
    addStreams(inst, section, runs[part], inst.laneReduce && part != 2, nest,
               banks, work);
    emptying += section.operations != 0;
  }
  // A reduction's next step needs the result of the one before.
  const double chain =
      nest.chained > 1 ? double(nest.chained * chip.tvp.pipelineCycles) : 0;
  const double streams =
      work.streamBytes / double(chip.tvp.streamBytesPerCycle);
  time.fixed += chip.l1.latencyCycles +
                Cycle(std::max(1.0, emptying)) * chip.tvp.pipelineCycles;
  time.streaming =
      Cycle(std::ceil(std::max({work.issue, work.special, streams, chain})));
  time.l1Cycles = work.l1.cycles();
  time.l1Ideal = work.l1.idealCycles;
  time.l1Bytes = uint64_t(work.l1.lines * double(banks.lineBytes()));
  time.operations = uint64_t(work.operations);
  return time;
}

} // namespace alcyone::sim
