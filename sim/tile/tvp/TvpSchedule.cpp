// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpSchedule.h"

#include "sim/tile/tvp/TvpDependence.h"
#include "sim/tile/tvp/TvpIssue.h"
#include "sim/tile/tvp/TvpPorts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace alcyone::sim {
namespace {

// How far iterations are followed before their pace is taken for the rest.
constexpr Cycle settled = 192;
constexpr uint64_t fewest = 8; // that are worth leaving out
constexpr uint64_t longest =
    32; // groups that are looked through for what recurs
constexpr uint64_t contexts = 2; // runs of body under way at a time

// The last vector of a row is shorter, and contexts take turns.
uint64_t periodOf(const TvpNest &nest, const isa::Vector &inst) {
  const uint64_t row = inst.laneReduce ? 1 : nest.vectors;
  const uint64_t period =
      contexts * row / std::gcd(contexts * row, nest.together);
  return period <= longest ? period : contexts;
}

class Schedule {
public:
  Schedule(const isa::Vector &inst, const isa::VectorProgram &program,
           const isa::Chip &chip, const L1Banks &allBanks,
           const OthersAtL1 &others, bool meets)
      : chip(chip), program(program), l1{chip, allBanks, inst, meets},
        ordered(readsWaitForWrites(inst, program)), nest(inst, chip.tvp.lanes),
        whole(nest), banks(allBanks.count()), others(chip, allBanks, others),
        readers{TvpReadPort(l1, 0, nest, program, ordered),
                TvpReadPort(l1, 1, nest, program, ordered)},
        writer(l1),
        issue(chip, nest, inst, program, ordered,
              !ordered && bodyRunsInPairs(program, inst.laneReduce)),
        period(periodOf(nest, inst)) {}

  VectorCycles run();

private:
  /// When how many of something were over, and lines had been asked for.
  struct Mark {
    Cycle at = 0;
    uint64_t done = 0, lines = 0;
  };
  struct Marks {
    Mark from, to;
    uint64_t seen = 0;
  };
  void cycle();
  bool isOver(bool stored) const {
    return issue.isDone() && !issue.computes(now) && stored;
  }
  template <typename Visitor> void forEachWalk(Visitor visitor) const {
    for (const TvpReadPort &reader : readers)
      for (unsigned i = 0; i < TvpReadPort::streamCount; ++i)
        visitor(reader.walk(i));
    visitor(issue.next());
  }
  uint64_t lines() const {
    return readers[0].lines() + readers[1].lines() + writer.lines();
  }
  bool marks(Marks &marks, uint64_t done, uint64_t period) const;
  void leaveOut(uint64_t count, const Marks &marks);
  void shortenChain();
  void shortenNest();
  Cycle pipeline() const;

  const isa::Chip &chip;
  const isa::VectorProgram &program;
  const TvpL1 l1;
  const bool ordered;
  TvpNest nest; ///< what is followed of it
  const TvpNest whole;
  L1Cycle banks;
  OtherLines others;
  std::array<TvpReadPort, 2> readers;
  TvpWritePort writer;
  TvpIssue issue;
  Cycle now = 1; ///< the first walks can be seen
  bool over = false;
  Marks bodies, groups;
  const uint64_t period; ///< of groups
  double cyclesLeftOut = 0, linesLeftOut = 0;
};

void Schedule::cycle() {
  const bool stored = writer.isIdle(), room = writer.hasRoom();
  over = isOver(stored);
  banks.next();
  if (l1.meets)
    others.take(banks, now);
  writer.ask(banks);
  for (size_t i = readers.size(); i-- > 0;)
    readers[i].ask(banks, now);
  for (TvpReadPort &reader : readers)
    reader.load();
  issue.cycle(now, stored, room, readers, writer);
  for (TvpReadPort &reader : readers)
    reader.endCycle(now);
  writer.endCycle();
  ++now;
}

void Schedule::leaveOut(uint64_t count, const Marks &marks) {
  const Mark &from = marks.from, &to = marks.to;
  const double times = double(count) / double(to.done - from.done);
  cyclesLeftOut += times * double(to.at - from.at);
  linesLeftOut += times * double(to.lines - from.lines);
}

// Two marks, each when so many more are over that what recurs begins anew.
bool Schedule::marks(Marks &marks, uint64_t done, uint64_t period) const {
  const bool isDue =
      marks.from.at == 0 ? now >= settled : now >= followedCycles;
  if (!isDue || done == marks.seen || done % period != 0) {
    marks.seen = done;
    return false;
  }
  marks.seen = done;
  const Mark mark{now, done, lines()};
  if (marks.from.at == 0) {
    marks.from = mark;
    return false;
  }
  marks.to = mark;
  return true;
}

// Of a long chain in the first group, which all groups have then.
void Schedule::shortenChain() {
  if (issue.groupsDone() > 0 || nest.chained != whole.chained ||
      !marks(bodies, issue.bodiesDone(), contexts))
    return;
  uint64_t begun = 0;
  forEachWalk([&](const TvpWalk &walk) {
    if (walk.visits(isa::Body))
      begun = std::max(begun, walk.group() > 0 ? nest.chained : walk.chained());
  });
  if (begun + fewest >= nest.chained)
    return;
  leaveOut((nest.chained - begun - 1) * nest.groups, bodies);
  nest.chained = begun + 1;
}

void Schedule::shortenNest() {
  if (nest.groups != whole.groups || !marks(groups, issue.groupsDone(), period))
    return;
  uint64_t begun = 0;
  forEachWalk(
      [&](const TvpWalk &walk) { begun = std::max(begun, walk.group()); });
  if (begun + fewest >= nest.groups)
    return;
  leaveOut(nest.groups - begun - 1, groups);
  nest.groups = begun + 1;
}

/// What deeper lanes add: a section leaves them before the next one enters, and
/// a chain's next step needs the result of the one before.
Cycle Schedule::pipeline() const {
  const Cycle stages = chip.tvp.pipelineCycles;
  Cycle more = 0;
  for (const auto &section : program.sections)
    more += section.empty() ? 0 : stages - 1;
  if (whole.chained < 2 || program.sections[isa::Body].empty())
    return more;
  const Cycle chain = whole.chained * stages;
  const Cycle issued = issue.lastIssue() + 1 - issue.firstIssue() +
                       Cycle(std::ceil(cyclesLeftOut));
  return more + (std::max(chain, issued) - issued);
}

VectorCycles Schedule::run() {
  while (!over) {
    cycle();
    shortenChain();
    shortenNest();
  }
  return {now + Cycle(std::ceil(cyclesLeftOut)) + pipeline(),
          double(lines()) + linesLeftOut, banks.hasRefused()};
}

} // namespace

VectorCycles vectorCycles(const isa::Vector &inst,
                          const isa::VectorProgram &program,
                          const isa::Chip &chip, const L1Banks &banks,
                          const OthersAtL1 &others, bool meets) {
  return Schedule(inst, program, chip, banks, others, meets).run();
}

} // namespace alcyone::sim
