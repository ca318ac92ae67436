// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpTiming.h"

#include "isa/semantics/Vector.h"
#include "isa/semantics/VectorProgram.h"
#include "sim/tile/tvp/TvpNest.h"
#include "sim/tile/tvp/TvpSchedule.h"

#include <algorithm>
#include <array>

namespace alcyone::sim {
namespace {

// Times that are kept before it begins anew, so that memory is bounded.
constexpr size_t mostKnown = 10'000;

// Of rtl/tvp.
constexpr Cycle fetchWords = 16; // of the micro-program, in a cycle
constexpr Cycle nothingCycles = 1;

uint64_t operations(const isa::VectorProgram &program, const TvpNest &nest) {
  const auto &code = program.sections;
  return isa::vectorLanes *
         (code[isa::Setup].size() +
          nest.outer * (code[isa::Before].size() + code[isa::After].size() +
                        nest.chained * code[isa::Body].size()));
}

/// All that the time depends on.
void describe(const isa::Vector &inst, std::span<const uint32_t> program,
              unsigned channels, std::string &text) {
  text.clear();
  auto add = [&](const auto &values) {
    text.append(reinterpret_cast<const char *>(std::data(values)),
                std::size(values) * sizeof(*std::data(values)));
  };
  add(inst.size);
  add(inst.base);
  add(inst.stride);
  add(inst.format);
  add(std::array{uint8_t(inst.laneReduce), inst.setupLength, inst.beforeLength,
                 inst.bodyLength, inst.afterLength, uint8_t(channels)});
  add(program);
}

} // namespace

TvpTime TvpTiming::compute(const isa::Vector &inst,
                           std::span<const uint32_t> words,
                           const L1Banks &banks, unsigned channels) const {
  const TvpNest nest(inst, chip.tvp.lanes);
  const Cycle more = words.empty() ? 0 : (Cycle(words.size()) - 1) / fetchWords;
  const Cycle start = chip.tvp.startCycles + more;
  TvpTime time;
  time.cycles = time.own = start + nothingCycles;
  if (nest.outer == 0)
    return time;
  const isa::VectorProgram &program = isa::decodedProgram(inst, words);
  const VectorCycles atL1 =
      vectorCycles(inst, program, chip, banks, {0, channels});
  time.cycles = start + atL1.cycles;
  time.own =
      atL1.waited
          ? start + vectorCycles(inst, program, chip, banks, {}, false).cycles
          : time.cycles;
  time.l1Bytes = uint64_t(atL1.lines * double(banks.lineBytes()));
  time.l1Share =
      std::min(1.0, atL1.lines / (double(banks.count()) * double(atL1.cycles)));
  time.operations = operations(program, nest);
  return time;
}

const TvpTime &TvpTiming::of(const isa::Vector &inst,
                             std::span<const uint32_t> program,
                             const L1Banks &banks, unsigned channels) const {
  describe(inst, program, channels, key);
  const auto found = known.find(key);
  if (found != known.end())
    return found->second;
  if (known.size() == mostKnown)
    known.clear();
  return known.emplace(key, compute(inst, program, banks, channels))
      .first->second;
}

} // namespace alcyone::sim
