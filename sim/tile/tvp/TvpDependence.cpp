// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpDependence.h"

#include "isa/semantics/VectorStreams.h"

#include <cstdlib>

namespace alcyone::sim {
namespace {

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

/// Registers that one run of a section uses.
struct Registers {
  uint32_t readFirst = 0; ///< before it writes them
  uint32_t written = 0;
  uint32_t passed = 0; ///< read where they are not written, or not at once
  unsigned stores = 0;
  bool crosses = false;

  explicit Registers(const std::vector<isa::MicroInstruction> &code) {
    for (const isa::MicroInstruction &micro : code)
      add(micro, *isa::findMicro(uint8_t(micro.op)));
  }

  void add(const isa::MicroInstruction &micro, const isa::MicroInfo &info) {
    const uint8_t sources[] = {micro.ra, micro.rb, micro.rc};
    uint32_t reads = micro.op == isa::MicroOp::Orlo ? 1u << micro.rd : 0;
    for (unsigned i = 0; i < info.sources; ++i)
      if (sources[i] < isa::microRegisters)
        reads |= 1u << sources[i];
    const uint32_t writes = info.isStore() ? 0 : 1u << micro.rd;
    passed |= (reads & ~writes) | (writes & written);
    if (info.isSfu)
      passed |= writes;
    readFirst |= reads & ~written;
    written |= writes;
    stores += info.isStore();
    crosses |= info.isCrossLane;
  }
};

} // namespace

bool readsWaitForWrites(const isa::Vector &inst,
                        const isa::VectorProgram &program) {
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

bool bodyRunsInPairs(const isa::VectorProgram &program, bool laneReduce) {
  const Registers body(program.sections[isa::Body]),
      before(program.sections[isa::Before]),
      after(program.sections[isa::After]);
  const uint32_t left = body.readFirst & body.written;
  const uint32_t around = (before.readFirst | after.readFirst) & body.written;
  const uint32_t sums = left & ~body.passed;
  return ((left | around) & ~sums) == 0 && body.stores <= 1 &&
         !(laneReduce && body.crosses);
}

} // namespace alcyone::sim
