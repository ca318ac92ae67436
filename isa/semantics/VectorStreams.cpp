// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See VectorStreams.h.
#include "isa/semantics/VectorStreams.h"

#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"

#include <cstdlib>
#include <optional>

namespace alcyone::isa {

Wide StreamUse::first() const {
  Wide address = base;
  for (unsigned d = 0; d < dimensionCount; ++d)
    address += std::min<Wide>(0, Wide(stride[d]) * (Wide(extent[d]) - 1));
  return address;
}

Wide StreamUse::end() const {
  Wide address = Wide(base) + bytes;
  for (unsigned d = 0; d < dimensionCount; ++d)
    address += std::max<Wide>(0, Wide(stride[d]) * (Wide(extent[d]) - 1));
  return address;
}

// How far `section` moves along each dimension.
static std::array<uint64_t, dimensionCount>
extentsOf(const Vector &inst, Section section, bool isOutput) {
  const uint64_t lanes = inst.size[L];
  const uint64_t oneVector = std::min<uint64_t>(lanes, vectorLanes);
  if (section == Setup)
    return {1, 1, 1, oneVector};
  if (section == Body)
    return {inst.size[D0], inst.size[D1], inst.size[R], lanes};
  const uint64_t reduced = isOutput ? 1 : oneVector;
  return {inst.size[D0], inst.size[D1], 1, inst.laneReduce ? reduced : lanes};
}

std::array<StreamUse, streamCount> streamUses(const Vector &inst,
                                              const VectorProgram &program) {
  std::array<StreamUse, streamCount> uses;
  for (unsigned s = 0; s < streamCount; ++s) {
    StreamUse &use = uses[s];
    use.base = inst.base[s];
    use.bytes = formatBytes(inst.format[s]);
    for (unsigned section = Setup; section < sectionCount; ++section) {
      if (!(program.streams[section] >> s & 1))
        continue;
      use.used = true;
      const auto extents = extentsOf(inst, Section(section), s >= firstOutput);
      for (unsigned d = 0; d < dimensionCount; ++d)
        use.extent[d] = std::max(use.extent[d], extents[d]);
    }
    for (unsigned d = 0; d < dimensionCount; ++d)
      use.stride[d] = inst.stride[s * dimensionCount + d];
  }
  return uses;
}

// Whether a dimension's iterations may be taken out of order.
static bool isReordered(const Vector &inst, unsigned dimension) {
  return dimension == D0 || dimension == D1 ||
         (dimension == L && !inst.laneReduce);
}

// Every combination of indices has an address of its own, but for dimensions
// that are taken in order anyhow and stand still. Sufficient, not necessary:
// each dimension steps over all that the smaller ones reach.
static bool isInjective(const Vector &inst, const StreamUse &use) {
  std::array<unsigned, dimensionCount> order{D0, D1, R, L};
  auto step = [&](unsigned d) { return std::abs(use.stride[d]); };
  std::sort(order.begin(), order.end(),
            [&](unsigned a, unsigned b) { return step(a) < step(b); });
  Wide reach = use.bytes;
  for (unsigned d : order) {
    if (use.extent[d] == 1 || (!step(d) && !isReordered(inst, d)))
      continue;
    if (step(d) < reach)
      return false;
    reach += Wide(step(d)) * (Wide(use.extent[d]) - 1);
  }
  return true;
}

// Both streams as one that covers them, if they walk through memory alike.
static std::optional<StreamUse> unite(const StreamUse &a, const StreamUse &b) {
  if (a.base != b.base || a.bytes != b.bytes)
    return std::nullopt;
  StreamUse both = a;
  for (unsigned d = 0; d < dimensionCount; ++d) {
    if (a.extent[d] > 1 && b.extent[d] > 1 && a.stride[d] != b.stride[d])
      return std::nullopt;
    if (b.extent[d] > a.extent[d]) {
      both.extent[d] = b.extent[d];
      both.stride[d] = b.stride[d];
    }
  }
  return both;
}

// Where a stream is modulo `period`: dimensions that step by multiples of it
// do not matter.
struct Window {
  Wide start, length;
};

static Window windowOf(const StreamUse &use, int64_t period) {
  Window window{use.base, use.bytes};
  for (unsigned d = 0; d < dimensionCount; ++d) {
    const Wide span = Wide(use.stride[d]) * (Wide(use.extent[d]) - 1);
    if (use.stride[d] % period == 0)
      continue;
    window.start += std::min<Wide>(0, span);
    window.length += span < 0 ? -span : span;
  }
  return window;
}

// The streams lie beside each other in rows of `period` bytes, like the halves
// of a matrix's rows.
static bool lieBeside(const StreamUse &a, const StreamUse &b, int64_t period) {
  const Window x = windowOf(a, period), y = windowOf(b, period);
  auto ahead = [&](Wide distance) {
    return (distance % period + period) % period;
  };
  return ahead(y.start - x.start) >= x.length &&
         ahead(x.start - y.start) >= y.length;
}

static bool areDisjoint(const StreamUse &a, const StreamUse &b) {
  if (a.end() <= b.first() || b.end() <= a.first())
    return true;
  for (unsigned d = 0; d < dimensionCount; ++d)
    if (a.extent[d] > 1 && a.stride[d] &&
        lieBeside(a, b, std::abs(a.stride[d])))
      return true;
  return false;
}

bool iterationsAreIndependent(const Vector &inst, const VectorProgram &program,
                              const std::array<StreamUse, streamCount> &uses) {
  if (program.carriesRegisters(inst.laneReduce && inst.size[L] < vectorLanes))
    return false;
  for (unsigned o = firstOutput; o < streamCount; ++o) {
    if (!uses[o].used)
      continue;
    for (unsigned s = 0; s < streamCount; ++s) {
      if (!uses[s].used || areDisjoint(uses[o], uses[s]))
        continue;
      const auto both = unite(uses[o], uses[s]);
      if (!both || !isInjective(inst, *both))
        return false;
    }
  }
  return true;
}

} // namespace alcyone::isa
