// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpTiming.h"

#include "isa/semantics/Vector.h"
#include "isa/semantics/VectorProgram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace alcyone::sim {
namespace {

using isa::Section;

constexpr size_t mostKnown = 10'000;

// Registers on the way (rtl/tvp).
constexpr double fetchWords = 16;  // of the micro-program, in a cycle
constexpr double readCycles = 5;   // address, request, line, element, buffer
constexpr double loadCycles = 2;   // of a run that reads nothing
constexpr double storeCycles = 4;  // result, buffer, request, end
constexpr double resultCycles = 2; // result, end

bool isStore(const isa::MicroInstruction &micro) {
  return micro.op == isa::MicroOp::Store;
}

} // namespace

/// What the parts of the unit need for one instruction.
class TvpTiming::Estimate {
public:
  Estimate(const TvpTiming &unit, const isa::Vector &inst, const TvpNest &nest,
           const isa::VectorProgram &program, const L1Banks &banks)
      : chip(unit.chip), issue(unit.issue), nest(nest), program(program),
        lanes(std::min(double(chip.tvp.lanes),
                       double(isa::vectorLanes * nest.outer))),
        vectors(lanes / isa::vectorLanes),
        streams(chip, banks, inst, program, nest, vectors),
        isPaired(bodyRunsInPairs(program, inst.laneReduce) &&
                 !streams.areOrdered()) {
    for (unsigned s = isa::Setup; s < isa::sectionCount; ++s) {
      if (program.sections[s].empty())
        continue;
      used.push_back(Section(s));
      if (reads(Section(s)))
        reading.push_back(Section(s));
      if (writePasses(Section(s)) > 0)
        writing.push_back(Section(s));
    }
  }

  double fixed() const {
    return double(chip.tvp.startCycles) + fetchCycles() + lead() +
           double(used.size() * (chip.tvp.pipelineCycles - 1)) +
           (writing.empty() ? resultCycles : storeCycles + lastWrite() - 1);
  }

  double streaming() const {
    return std::max({issued() + waits(), read(0), read(1), written(), chain()});
  }

  double operations() const {
    double sum = 0;
    for (Section s : used)
      sum += nest.runs(s) * double(program.sections[s].size());
    return sum * isa::vectorLanes;
  }

  BankUse l1() const { return streams.l1(); }

private:
  // Of a vector; one after the other comes, and a run begins with the first.
  double readPasses(Section s) const {
    return std::max(streams.passes(s, 0), streams.passes(s, 1));
  }
  double writePasses(Section s) const {
    return streams.passes(s, TvpStreams::writer);
  }
  bool reads(Section s) const { return readPasses(s) > 0; }

  /// Runs of a section, each for as many vectors as the lanes have room for.
  double runs(Section s) const {
    if (s == isa::Setup)
      return std::max(1.0, 1 / vectors);
    const double outer = double(nest.outer) / vectors;
    return (vectors > 1 ? std::ceil(outer) : outer) *
           (s == isa::Body ? double(nest.chained) : 1);
  }

  /// Of one run that no other one overlaps.
  double slots(Section s) const {
    return double(issue.alone(program.sections[s], specialCycles(s)));
  }
  uint64_t specialCycles(Section s) const {
    const double wide =
        s == isa::Setup ? std::min(lanes, double(isa::vectorLanes)) : lanes;
    return uint64_t(std::max(1.0, std::ceil(wide / double(chip.tvp.sfuLanes))));
  }

  /// Of the first run of each section from `first` to before `last`.
  double slotsOfOne(Section first, Section last) const {
    double sum = 0;
    for (Section s : used)
      if (s >= first && s < last)
        sum += slots(s);
    return sum;
  }

  /// For a micro-program that does not come in one fetch.
  double fetchCycles() const {
    double words = 0;
    for (Section s : used)
      words += double(program.sections[s].size());
    return std::max(0.0, std::ceil(words / fetchWords) - 1);
  }

  /// Until the first vectors are there.
  double fill() const {
    return double(chip.l1.latencyCycles) + readCycles +
           std::ceil(readPasses(reading.front())) - 1;
  }

  /// From the start of the streams to the issue, less what is issued until
  /// they are there.
  double lead() const {
    if (reading.empty())
      return loadCycles;
    const double ahead = slotsOfOne(isa::Setup, reading.front());
    return std::max(fill(), loadCycles + ahead) - ahead;
  }

  double issued() const {
    double sum = 0;
    for (Section s : used)
      sum += s == isa::Body && isPaired ? bodyInPairs() : runs(s) * slots(s);
    return sum;
  }

  /// As many runs in a row as no other section comes between.
  double bodyInPairs() const {
    const bool isAlone = program.sections[isa::Before].empty() &&
                         program.sections[isa::After].empty();
    const double row = isAlone ? runs(isa::Body) : double(nest.chained);
    return runs(isa::Body) / row *
           issue.inPairs(
               program.sections[isa::Body],
               {specialCycles(isa::Body), vectors * readPasses(isa::Body)},
               row);
  }

  /// If a run reads only what is written by then: from the last store before it
  /// to its first vectors.
  double waits() const {
    if (!streams.areOrdered())
      return 0;
    double sum = 0;
    for (Section s : reading) // the first run of all finds nothing written
      if (const double waiting = runs(s) - (s == reading.front()); waiting > 0)
        sum += waiting * (double(chip.l1.latencyCycles) + readCycles - 1 +
                          readPasses(s) - 1 + sinceStore(s));
    return sum;
  }

  /// What a store before a run of `s` still takes when the run begins.
  double sinceStore(Section s) const {
    double issuedSince = 0;
    for (unsigned back = s == isa::Body && nest.chained > 1 ? 0 : 1; back <= 3;
         ++back) {
      const auto before =
          Section(isa::Before + (s - isa::Before + 3 - back) % 3);
      const auto &code = program.sections[before];
      const auto last = std::find_if(code.rbegin(), code.rend(), isStore);
      issuedSince += double(issue.alone(TvpIssue::Code(last.base(), code.end()),
                                        specialCycles(before)));
      if (last != code.rend())
        return std::max(resultCycles,
                        storeCycles + lastWrite() - 1 - issuedSince);
    }
    return resultCycles;
  }

  /// When all of a port's vectors have been read, and what was read last has
  /// been used; counted as issued() is.
  double read(unsigned port) const {
    if (streams.passes(port) == 0)
      return 0;
    return streams.passes(port) + streams.conflicts(port) -
           std::ceil(streams.passes(reading.front(), port)) + fill() - lead() +
           slotsOfOne(reading.back(), isa::Section(isa::sectionCount));
  }

  /// When all has been written, in the same count.
  double written() const {
    if (writing.empty())
      return 0;
    return slotsOfOne(isa::Setup, writing.front()) + slots(writing.front()) +
           streams.passes(TvpStreams::writer) - lastWrite();
  }

  /// Of the last store.
  double lastWrite() const {
    const auto &code = program.sections[writing.back()];
    return std::ceil(writePasses(writing.back()) /
                     double(std::count_if(code.begin(), code.end(), isStore)));
  }

  /// A reduction's next step needs the result of the one before.
  double chain() const {
    return nest.chained > 1 && !program.sections[isa::Body].empty()
               ? double(nest.chained * chip.tvp.pipelineCycles)
               : 0;
  }

  const isa::Chip &chip;
  const TvpIssue &issue;
  const TvpNest &nest;
  const isa::VectorProgram &program;
  double lanes, vectors; ///< at once
  TvpStreams streams;
  bool isPaired;
  std::vector<Section> used, reading, writing;
};

EngineTime TvpTiming::compute(const isa::Vector &inst,
                              std::span<const uint32_t> program,
                              const L1Banks &banks) const {
  const TvpNest nest(inst);
  EngineTime time;
  time.fixed = chip.tvp.startCycles + Cycle(resultCycles);
  if (nest.outer == 0)
    return time;
  const Estimate estimate(*this, inst, nest, isa::decodedProgram(inst, program),
                          banks);
  time.fixed = Cycle(std::ceil(estimate.fixed()));
  time.streaming = Cycle(std::ceil(estimate.streaming()));
  const BankUse l1 = estimate.l1();
  time.l1Cycles = l1.cycles();
  time.l1Ideal = l1.idealCycles;
  time.l1Bytes = uint64_t(l1.lines * double(banks.lineBytes()));
  time.operations = uint64_t(estimate.operations());
  return time;
}

/// All that the time depends on.
static void describe(const isa::Vector &inst, std::span<const uint32_t> program,
                     std::string &text) {
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
                 inst.bodyLength, inst.afterLength});
  add(program);
}

EngineTime TvpTiming::of(const isa::Vector &inst,
                         std::span<const uint32_t> program,
                         const L1Banks &banks) const {
  describe(inst, program, key);
  const auto found = known.find(key);
  if (found != known.end())
    return found->second;
  if (known.size() == mostKnown)
    known.clear();
  return known.emplace(key, compute(inst, program, banks)).first->second;
}

} // namespace alcyone::sim
