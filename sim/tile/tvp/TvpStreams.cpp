// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpStreams.h"

#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace alcyone::sim {
namespace {

using isa::vectorLanes;

bool isReplaced(const isa::StreamUse &in, const isa::StreamUse &out,
                const isa::Vector &inst) {
  isa::Wide reach = out.bytes;
  for (unsigned d = isa::dimensionCount; d-- > 0;) {
    if (out.extent[d] > 1) {
      const isa::Wide step = std::abs(out.stride[d]);
      if (step < reach)
        return false;
      reach += step * isa::Wide(out.extent[d] - 1);
    }
    if (inst.size[d] > 1 && in.stride[d] != out.stride[d])
      return false;
  }
  return in.base == out.base && in.bytes == out.bytes;
}

bool areOrdered(const isa::Vector &inst, const isa::VectorProgram &program) {
  const auto uses = isa::streamUses(inst, program);
  const unsigned around =
      program.streams[isa::Before] | program.streams[isa::After];
  for (unsigned o = isa::firstOutput; o < isa::streamCount; ++o)
    for (unsigned s = 0; s < isa::inputStreams; ++s) {
      const isa::StreamUse &in = uses[s], &out = uses[o];
      if (!in.used || !out.used || out.first() >= in.end() ||
          in.first() >= out.end())
        continue;
      if ((around >> s & 1) || (around >> o & 1) || !isReplaced(in, out, inst))
        return true;
    }
  return false;
}

/// True if all streams move by the same bytes from vector to vector.
bool advanceAlike(const isa::Vector &inst, const isa::VectorProgram &program) {
  const uint32_t lanes = inst.size[isa::L];
  if (lanes > vectorLanes && lanes % vectorLanes != 0)
    return false;
  const auto uses = isa::streamUses(inst, program);
  const isa::StreamUse *first = nullptr;
  for (const isa::StreamUse &use : uses) {
    if (!use.used)
      continue;
    if (!first)
      first = &use;
    if (use.stride[isa::L] != int64_t(use.bytes) || use.bytes != first->bytes)
      return false;
    for (unsigned d = 0; d < isa::dimensionCount; ++d)
      if (inst.size[d] > 1 && use.stride[d] != first->stride[d])
        return false;
  }
  return true;
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

double TvpNest::runs(isa::Section section) const {
  return section == isa::Setup  ? 1
         : section == isa::Body ? double(outer) * double(chained)
                                : double(outer);
}

TvpStreams::TvpStreams(const isa::Chip &chip, const L1Banks &banks,
                       const isa::Vector &inst,
                       const isa::VectorProgram &program, const TvpNest &nest,
                       double vectors)
    : banks(banks), inst(inst), nest(nest), vectors(vectors),
      linesPerPass(
          std::max(1.0, std::floor(double(chip.tvp.streamBytesPerCycle) /
                                   double(ports * chip.l1.bankBytes)))),
      ordered(sim::areOrdered(inst, program)),
      alike(advanceAlike(inst, program)) {
  for (unsigned s = isa::Setup; s < isa::sectionCount; ++s) {
    const auto section = isa::Section(s);
    for (unsigned stream = 0; stream < isa::inputStreams; ++stream)
      if (program.streams[s] >> stream & 1)
        add(section, stream, 1);
    std::array<unsigned, isa::outputStreams> stores{};
    for (const isa::MicroInstruction &micro : program.sections[s])
      if (micro.op == isa::MicroOp::Store)
        ++stores[micro.rd];
    for (unsigned o = 0; o < isa::outputStreams; ++o)
      if (stores[o])
        add(section, isa::firstOutput + o, stores[o]);
  }
}

double TvpStreams::passes(unsigned port) const {
  double sum = 0;
  for (unsigned s = isa::Setup; s < isa::sectionCount; ++s)
    sum += sectionPasses[s][port] * nest.runs(isa::Section(s));
  return sum;
}

double TvpStreams::conflicts(unsigned port) const {
  if (alike || use[port].lines == 0)
    return 0;
  double lines = 0;
  for (unsigned after = port + 1; after < ports; ++after)
    lines += use[after].lines;
  const double fullness = use[port].lines / passes(port) / widest[port];
  return std::floor(lines / double(banks.count()) * fullness);
}

BankUse TvpStreams::l1() const {
  BankUse sum;
  for (const BankUse &one : use)
    sum += one;
  return sum;
}

void TvpStreams::add(isa::Section section, unsigned stream, double stores) {
  const unsigned port = stream < isa::inputStreams ? stream % 2 : writer;
  const uint64_t lanes = inst.size[isa::L];
  uint64_t most = std::min<uint64_t>(vectorLanes, lanes);
  double each = 0;
  if (inst.laneReduce && section != isa::Body) { // the first lanes alone
    most = port == writer ? 1 : most;
    each = passesOf(stream, most);
  } else {
    const double before = double(nest.vectors - 1);
    each = (before * passesOf(stream, most) +
            passesOf(stream, lanes - (nest.vectors - 1) * vectorLanes)) /
           double(nest.vectors);
  }
  const double times = stores * nest.runs(section);
  const BankUse ofVector = useOf(stream, most);
  sectionPasses[section][port] += stores * each;
  use[port] += ofVector.times(times);
  widest[port] =
      std::max(widest[port], std::min(linesPerPass, std::ceil(ofVector.lines)));
}

bool TvpStreams::isScattered(unsigned stream) const {
  const int64_t lane = inst.stride[stream * 4 + isa::L];
  return lane != 0 && lane != int64_t(isa::formatBytes(inst.format[stream]));
}

/// Vectors whose elements lie side by side, or the one element of all lanes, as
/// they follow each other.
AccessPattern TvpStreams::pieces(unsigned stream, uint64_t lanes) const {
  const int32_t *stride = &inst.stride[stream * 4];
  const uint64_t bytes = isa::formatBytes(inst.format[stream]);
  AccessPattern pattern{inst.base[stream], 0, 1,
                        stride[isa::L] == 0 ? bytes : lanes * bytes};
  if (nest.vectors > 1) {
    pattern.stride = stride[isa::L] * int64_t(vectorLanes);
    pattern.segments = nest.vectors;
  } else {
    for (isa::Dimension d : {isa::D0, isa::D1, isa::R})
      if (inst.size[d] > 1) {
        pattern.stride = stride[d];
        pattern.segments = inst.size[d];
      }
  }
  return pattern;
}

/// Of a vector; the mean of so many that all offsets in a line have occurred.
double TvpStreams::passesOf(unsigned stream, uint64_t lanes) const {
  auto passes = [&](uint64_t lines) {
    return std::ceil(double(lines) * vectors / linesPerPass) / vectors;
  };
  if (isScattered(stream))
    return passes(lanes);
  const AccessPattern pattern = pieces(stream, lanes);
  const uint64_t sample = std::min(pattern.segments, banks.lineBytes());
  double sum = 0;
  for (uint64_t i = 0; i < sample; ++i)
    sum += passes(banks.lines(pattern.base + uint64_t(pattern.stride) * i,
                              pattern.segmentBytes));
  return sum / double(sample);
}

BankUse TvpStreams::useOf(unsigned stream, uint64_t lanes) const {
  if (isScattered(stream))
    return banks.use({inst.base[stream], inst.stride[stream * 4 + isa::L],
                      lanes, isa::formatBytes(inst.format[stream])});
  const AccessPattern pattern = pieces(stream, lanes);
  return banks.use(pattern).times(1.0 / double(pattern.segments));
}

} // namespace alcyone::sim
