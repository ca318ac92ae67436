// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/ScheduleChecker.h"
#include "compiler/dialect/FieldLayout.h"

#include "isa/generated/Instructions.h"

#include "llvm/ADT/bit.h"

using namespace mlir;

namespace alcyone::compiler {
namespace {

int64_t fieldOf(alc::EngineOp op, StringRef name) {
  return op.getFields()[*alc::findSlot("barrier", name, 0)];
}

bool mayBeSameCopy(const BufferAccess &a, const BufferAccess &b) {
  int64_t slots = alc::BufferOp(a.buffer).getSlots();
  return a.run.symbol != b.run.symbol ||
         (a.run.offset - b.run.offset) % slots == 0;
}

} // namespace

//===-- Tiles -------------------------------------------------------------===//

SmallVector<unsigned>
ScheduleChecker::writtenTiles(unsigned tile, const TraceEvent &event) const {
  SmallVector<unsigned> tiles;
  for (int64_t i = 0; i < event.tiles; ++i)
    tiles.push_back(event.firstTile.value_or(tile) + i * event.tileStride);
  return tiles;
}

SmallVector<unsigned> ScheduleChecker::targets(unsigned tile,
                                               const TraceEvent &event,
                                               int64_t target) const {
  if (target == isa::targetOwn)
    return {tile};
  if (target == isa::targetWritten)
    return writtenTiles(tile, event);
  if (target == isa::targetAll)
    return llvm::to_vector(llvm::seq<unsigned>(0, traces.size()));
  return {unsigned(target)};
}

std::string ScheduleChecker::onTile(unsigned tile) const {
  return traces.size() == 1 ? "" : " of tile " + std::to_string(tile);
}

//===-- Both rounds -------------------------------------------------------===//

LogicalResult ScheduleChecker::run() {
  for (unsigned tile = 0; tile < traces.size(); ++tile)
    for (const TraceEvent &event : traces[tile])
      if (failed(announce(tile, event)))
        return failure();
  if (failed(runRound()))
    return failure();
  isFirstRound = false;
  signalClocksOfFirstRound = std::move(signalClocks);
  for (auto &[key, semaphore] : semaphores) {
    semaphore.given = semaphore.taken = 0;
    for (auto &[queue, signals] : semaphore.signals)
      signals.inFirstRound = std::exchange(signals.given, {});
  }
  return runRound();
}

/// Collects what the proof has to know of the whole trace.
LogicalResult ScheduleChecker::announce(unsigned tile,
                                        const TraceEvent &event) {
  alc::EngineOp op = event.op;
  unsigned queue =
      queues.try_emplace({tile, op.getQueue()}, queues.size()).first->second;
  for (const SemaphoreSignal &signal : event.signals)
    for (unsigned target : targets(tile, event, signal.target)) {
      if (target >= traces.size())
        return op->emitOpError("signals tile ")
               << target << " on a chip of " << traces.size();
      semaphores[{target, signal.semaphore}].signals[queue].total +=
          signal.count;
    }
  for (unsigned target : writtenTiles(tile, event))
    if (target >= traces.size())
      return op->emitOpError("writes tile ")
             << target << " on a chip of " << traces.size();
  for (const SemaphoreWait &wait : event.waits) {
    Semaphore &semaphore = semaphores[{tile, wait.semaphore}];
    if (semaphore.waiter && semaphore.waiterQueue != queue) {
      InFlightDiagnostic error = op->emitOpError("waits for semaphore ")
                                 << wait.semaphore << " as another queue does";
      error.attachNote(semaphore.waiter.getLoc())
          << "the other queue's instruction";
      return error;
    }
    semaphore.waiter = op;
    semaphore.waiterQueue = queue;
  }
  return success();
}

LogicalResult ScheduleChecker::runRound() {
  clocks.assign(queues.size(), Clock(queues.size()));
  blocked.assign(queues.size(), false);
  signalClocks.clear();
  std::vector<size_t> done(traces.size());
  for (bool progress = true; progress;) {
    progress = false;
    for (unsigned tile = 0; tile < traces.size(); ++tile)
      for (; done[tile] < traces[tile].size() &&
             canStart(tile, traces[tile][done[tile]]);
           ++done[tile], progress = true)
        if (failed(execute(tile, traces[tile][done[tile]])))
          return failure();
  }
  for (unsigned tile = 0; tile < traces.size(); ++tile)
    if (done[tile] < traces[tile].size())
      return reportDeadlock(tile, traces[tile][done[tile]]);
  return checkEnd();
}

bool ScheduleChecker::canStart(unsigned tile, const TraceEvent &event) {
  return !blocked[queueNumber(tile, event.op)] &&
         llvm::all_of(event.waits, [&](const SemaphoreWait &wait) {
           const Semaphore &semaphore = semaphores[{tile, wait.semaphore}];
           return semaphore.given - semaphore.taken >= wait.count;
         });
}

LogicalResult ScheduleChecker::execute(unsigned tile, const TraceEvent &event) {
  unsigned queue = queueNumber(tile, event.op);
  ++clocks[queue][queue];
  for (const SemaphoreWait &taken : event.waits)
    wait(semaphores[{tile, taken.semaphore}], queue, taken.count);
  if (!isFirstRound)
    for (const BufferAccess &access : event.accesses)
      if (failed(touch(tile, event, queue, access)))
        return failure();
  if (llvm::isa<alc::BarrierOp>(*event.op))
    arrive(tile, event, queue);
  if (!event.signals.empty())
    signalClocks.push_back(clocks[queue]);
  for (const SemaphoreSignal &signal : event.signals)
    for (unsigned target : targets(tile, event, signal.target)) {
      Semaphore &semaphore = semaphores[{target, signal.semaphore}];
      auto &given = semaphore.signals[queue].given;
      given.push_back({(given.empty() ? 0 : given.back().sum) + signal.count,
                       signalClocks.size() - 1});
      semaphore.given += signal.count;
      semaphore.lastSignal = event.op;
    }
  return success();
}

//===-- Semaphores and barriers -------------------------------------------===//

/// The most that a queue can have given before an instruction of another (or
/// the same) starts.
int64_t ScheduleChecker::possibleSum(const Signals &signals, unsigned signaller,
                                     unsigned waiter, uint32_t number) const {
  if (isFirstRound && signaller != waiter)
    return signals.total;
  ArrayRef<GivenSignal> all =
      isFirstRound ? signals.given : signals.inFirstRound;
  const std::vector<Clock> &seen =
      isFirstRound ? signalClocks : signalClocksOfFirstRound;
  const GivenSignal *end =
      llvm::partition_point(all, [&](const GivenSignal &s) {
        return seen[s.clock][waiter] < number;
      });
  return end == all.begin() ? 0 : std::prev(end)->sum;
}

void ScheduleChecker::wait(Semaphore &semaphore, unsigned queue,
                           int64_t count) {
  semaphore.taken += count;
  Clock &clock = clocks[queue];
  auto possible = [&, number = clock[queue]](const auto &entry) {
    return possibleSum(entry.second, entry.first, queue, number);
  };
  int64_t all = 0;
  for (auto &entry : semaphore.signals)
    all += possible(entry);
  for (auto &entry : semaphore.signals) {
    int64_t needed = semaphore.taken - (all - possible(entry));
    ArrayRef<GivenSignal> given = entry.second.given;
    const GivenSignal *last = llvm::partition_point(
        given, [&](const GivenSignal &s) { return s.sum < needed; });
    if (needed <= 0 || last == given.end())
      continue;
    for (auto [mine, theirs] : llvm::zip(clock, signalClocks[last->clock]))
      mine = std::max(mine, theirs);
  }
}

void ScheduleChecker::arrive(unsigned tile, const TraceEvent &event,
                             unsigned queue) {
  bool isOfChip = fieldOf(event.op, "scope") != 0;
  Barrier &barrier =
      barriers[{isOfChip ? -1 : int64_t(tile), fieldOf(event.op, "id")}];
  barrier.arrived.insert(queue);
  barrier.last = event.op;
  barrier.clock.resize(queues.size());
  for (auto [all, mine] : llvm::zip(barrier.clock, clocks[queue]))
    all = std::max(all, mine);
  blocked[queue] = true;
  size_t expected = llvm::popcount(uint16_t(fieldOf(event.op, "queues"))) *
                    (isOfChip ? traces.size() : 1);
  if (barrier.arrived.size() != expected)
    return;
  for (unsigned member : barrier.arrived) {
    clocks[member] = barrier.clock;
    blocked[member] = false;
  }
  barrier = {};
}

LogicalResult ScheduleChecker::reportDeadlock(unsigned tile,
                                              const TraceEvent &event) {
  alc::EngineOp op = event.op;
  for (const SemaphoreWait &wait : event.waits) {
    const Semaphore &semaphore = semaphores[{tile, wait.semaphore}];
    int64_t left = semaphore.given - semaphore.taken;
    if (left < wait.count)
      return op->emitOpError("deadlocks: it waits for ")
             << wait.count << " of semaphore " << wait.semaphore << onTile(tile)
             << ", which has " << left
             << " when all that is pushed before it is done";
  }
  return op->emitOpError("is pushed behind a barrier that waits for queues "
                         "that are pushed later");
}

LogicalResult ScheduleChecker::checkEnd() {
  for (auto &[key, barrier] : barriers)
    if (!barrier.arrived.empty())
      return barrier.last->emitOpError("deadlocks: not all of its queues come "
                                       "to barrier ")
             << key.second;
  for (auto &[key, semaphore] : semaphores) {
    if (semaphore.given == semaphore.taken)
      continue;
    auto [tile, number] = key;
    return semaphore.lastSignal->emitOpError("leaves semaphore ")
           << number << onTile(tile) << " at "
           << semaphore.given - semaphore.taken << " at the end of the kernel";
  }
  return success();
}

//===-- Buffers -----------------------------------------------------------===//

LogicalResult ScheduleChecker::touch(unsigned tile, const TraceEvent &event,
                                     unsigned queue,
                                     const BufferAccess &access) {
  alc::EngineOp op = event.op;
  alc::BufferOp buffer = access.buffer;
  const Clock &clock = clocks[queue];
  for (unsigned touched : access.writes ? writtenTiles(tile, event)
                                        : SmallVector<unsigned>{tile}) {
    auto &accesses = lastAccesses[{touched, buffer.getId()}];
    for (LastAccess &last : accesses) {
      bool conflict = access.writes || last.access.writes;
      if (!conflict || clock[last.queue] >= last.number ||
          !mayBeSameCopy(access, last.access))
        continue;
      InFlightDiagnostic error =
          op->emitOpError("on queue ")
          << op.getQueue() << onTile(tile) << " "
          << (access.writes ? "writes" : "reads") << " buffer "
          << buffer.getId() << onTile(touched) << ", not ordered after queue "
          << last.op.getQueue() << ", which "
          << (last.access.writes ? "writes" : "reads") << " the same copy";
      error.attachNote(last.op.getLoc()) << "the other instruction";
      error.attachNote(buffer.getLoc()) << "the buffer";
      return error;
    }
    remember(accesses, {access, op, queue, clock[queue]});
  }
  return success();
}

void ScheduleChecker::remember(std::vector<LastAccess> &accesses,
                               LastAccess latest) {
  for (LastAccess &last : accesses)
    if (last.queue == latest.queue &&
        last.access.writes == latest.access.writes &&
        last.access.run.symbol == latest.access.run.symbol &&
        mayBeSameCopy(last.access, latest.access)) {
      last = latest;
      return;
    }
  accesses.push_back(latest);
}

} // namespace alcyone::compiler
