// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tvp/TvpIssue.h"

#include "isa/semantics/Vector.h"

#include <algorithm>

namespace alcyone::sim {

using isa::MicroUnit;

namespace {

unsigned visited(const isa::VectorProgram &program) {
  unsigned sections = 0;
  for (unsigned s = isa::Setup; s < isa::sectionCount; ++s)
    sections |= unsigned(!program.sections[s].empty()) << s;
  return sections;
}

/// Calls `visitor` with the port and its stream for each input in `streams`.
template <typename Ports, typename Visitor>
void forEachInput(unsigned streams, Ports &ports, Visitor visitor) {
  for (unsigned s = 0; s < isa::inputStreams; ++s)
    if (streams >> s & 1)
      visitor(ports[s % ports.size()], unsigned(s / ports.size()));
}

} // namespace

TvpIssue::TvpIssue(const isa::Chip &chip, const TvpNest &nest,
                   const isa::Vector &inst, const isa::VectorProgram &program,
                   bool ordered, bool paired)
    : chip(chip), program(program), ordered(ordered), paired(paired),
      slotCycles(std::max<Cycle>(1, isa::vectorLanes / chip.tvp.lanes)),
      walk(nest, inst, visited(program)) {
  for (unsigned s = isa::Setup; s < isa::sectionCount; ++s)
    for (const isa::MicroInstruction &micro : program.sections[s])
      code[s].push_back({isa::findMicro(uint8_t(micro.op))->unit,
                         micro.op == isa::MicroOp::Store
                             ? std::optional(isa::firstOutput + micro.rd)
                             : std::nullopt});
}

Cycle TvpIssue::specialCycles(const Run &run) const {
  const uint64_t lanes = run.walk->count() * isa::vectorLanes;
  return std::max<Cycle>(slotCycles,
                         (lanes + chip.tvp.sfuLanes - 1) / chip.tvp.sfuLanes);
}

bool TvpIssue::can(unsigned c, Cycle now, bool room,
                   const std::array<TvpReadPort, 2> &readers) const {
  const Run &run = runs[c];
  if (!run.walk || now < lanesFree ||
      (now < specialFree && (ownerShared || owner == c)))
    return false;
  if (c != older && run.at >= runs[older].at)
    return false;
  const Micro &next = micro(run);
  if ((next.unit == MicroUnit::SpecialFunctions && now < specialFree) ||
      (next.stores && !room))
    return false;
  bool ready = true;
  forEachInput(program.streams[run.walk->section()], readers,
               [&](const TvpReadPort &port, unsigned i) {
                 ready &= port.waiting(i) > unsigned(c != older);
               });
  return ready;
}

// The younger one first as long as the special-function unit is free: so it
// comes to its special function while the older one has work left. But the
// older one does not wait with a special function.
unsigned TvpIssue::choose(bool olderCan, bool youngerCan, Cycle now) const {
  const bool isYounger =
      youngerCan &&
      (!olderCan || (now >= specialFree &&
                     micro(runs[older]).unit != MicroUnit::SpecialFunctions));
  return isYounger ? !older : older;
}

void TvpIssue::cycle(Cycle now, bool stored, bool room,
                     std::array<TvpReadPort, 2> &readers,
                     TvpWritePort &writer) {
  if (ordered && runs[0].walk && !permitted && stored && !computes(now)) {
    permitted = true;
    forEachInput(program.streams[runs[0].walk->section()], readers,
                 [](TvpReadPort &port, unsigned i) { port.permit(i); });
  }
  const bool olderCan = can(older, now, room, readers);
  const bool youngerCan = can(!older, now, room, readers);
  if (olderCan || youngerCan)
    issue(choose(olderCan, youngerCan, now), now, readers, writer);
  load();
}

void TvpIssue::issue(unsigned c, Cycle now, std::array<TvpReadPort, 2> &readers,
                     TvpWritePort &writer) {
  Run &run = runs[c];
  const Micro &issued = micro(run);
  if (last == 0)
    first = now;
  last = now;
  Cycle cycles = slotCycles;
  if (issued.unit == MicroUnit::SpecialFunctions) {
    cycles = specialCycles(run);
    specialFree = now + cycles;
    owner = c;
    ownerShared = run.walk->section() != isa::Body;
  } else {
    if (issued.unit == MicroUnit::CrossLane)
      cycles *= chip.tvp.crosslaneCycles;
    lanesFree = now + cycles;
  }
  computedAt = std::max(computedAt, now + cycles);
  if (issued.stores)
    writer.store(*run.walk, *issued.stores);
  if (++run.at == code[run.walk->section()].size())
    end(c, readers);
}

void TvpIssue::end(unsigned c, std::array<TvpReadPort, 2> &readers) {
  Run &run = runs[c];
  forEachInput(program.streams[run.walk->section()], readers,
               [](TvpReadPort &port, unsigned i) { port.take(i); });
  doneGroups += run.walk->endsGroup();
  doneBodies += run.walk->section() == isa::Body;
  run.walk.reset();
  permitted = false;
  older = !c;
}

// Beside another run only if both are of body.
void TvpIssue::load() {
  if (!walk.isValid())
    return;
  const bool none = !runs[0].walk && !runs[1].walk;
  const unsigned slot = runs[0].walk.has_value() && paired;
  if (!none) {
    if (!paired || runs[slot].walk || walk.section() != isa::Body ||
        runs[!slot].walk->section() != isa::Body)
      return;
  } else {
    older = slot;
  }
  runs[slot] = {walk, 0};
  walk.next();
}

} // namespace alcyone::sim
