// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-check-schedule: proves on traces of a kernel (Trace.h) that its queues
// always finish and that conflicting accesses to L1 buffers are ordered.
//
// Deadlock: instructions are taken in the order in which they are pushed. If
// every wait is met by signals pushed before it, the instruction that was
// pushed first of all unfinished ones can always run, however deep the queues
// are. Races: a vector clock for each queue says up to which instruction of
// every other queue it knows to have finished. A wait learns from exactly those
// signals without which it could not be met in any order of execution.

#include "compiler/check/Trace.h"
#include "compiler/dialect/FieldLayout.h"
#include "compiler/transforms/Passes.h"

#include <array>
#include <map>

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_CHECKSCHEDULEPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

constexpr unsigned kQueues = 16; // as many as a barrier's mask has bits
constexpr int64_t kOwnTile = 0xFFFF;

/// By queue, how many of its instructions have finished for sure.
using Clock = std::array<uint32_t, kQueues>;

void join(Clock &clock, const Clock &other) {
  for (unsigned queue = 0; queue < kQueues; ++queue)
    clock[queue] = std::max(clock[queue], other[queue]);
}

int64_t field(alc::EngineOp op, StringRef name) {
  auto slot = alc::findSlot(op->getName().stripDialect(), name, 0);
  return slot ? op.getFields()[*slot] : 0;
}

/// The signals of one queue to one semaphore.
struct Signals {
  int64_t total = 0; // in the whole trace
  struct Signal {
    int64_t sum; // of this and all before
    Clock clock;
  };
  std::vector<Signal> given; // so far

  int64_t sum() const { return given.empty() ? 0 : given.back().sum; }
};

struct Semaphore {
  std::map<uint32_t, Signals> signals; // by queue
  alc::EngineOp waiter;                // any instruction that waits
  int64_t taken = 0;

  int64_t given() const {
    int64_t sum = 0;
    for (auto &[queue, signals] : signals)
      sum += signals.sum();
    return sum;
  }
};

/// The last access of one kind by one queue to one copy.
struct LastAccess {
  BufferAccess access;
  alc::EngineOp op;
  uint32_t number; // of the instruction in its queue, from 1
};

bool mayBeSameCopy(const BufferAccess &a, const BufferAccess &b) {
  int64_t slots = alc::BufferOp(a.buffer).getSlots();
  return a.run.symbol != b.run.symbol ||
         (a.run.offset - b.run.offset) % slots == 0;
}

class Checker {
public:
  LogicalResult run(const Trace &trace) {
    for (const TraceEvent &event : trace)
      if (failed(announce(event.op)))
        return failure();
    for (const TraceEvent &event : trace)
      if (failed(execute(event)))
        return failure();
    for (auto &[id, barrier] : barriers)
      if (barrier.arrived)
        return barrier.last->emitOpError("deadlocks: not all of its queues "
                                         "come to barrier ")
               << id;
    for (auto &[number, semaphore] : semaphores)
      if (semaphore.given() != semaphore.taken)
        return (*lastEvent(trace))->emitOpError("leaves semaphore ")
               << number << " at " << semaphore.given() - semaphore.taken
               << " at the end of the kernel";
    return success();
  }

private:
  static const alc::EngineOp *lastEvent(const Trace &trace) {
    return &trace.back().op;
  }

  /// Collects what the proof has to know of the whole trace.
  LogicalResult announce(alc::EngineOp op) {
    if (op.getQueue() >= kQueues)
      return op->emitOpError("is for queue ")
             << op.getQueue() << "; there are " << kQueues;
    if (field(op, "multicastCount") > 1 ||
        field(op, "multicastCount") == alc::kDynamic)
      return op->emitOpError("writes other tiles; the schedule's check sees "
                             "one tile");
    ArrayRef<int64_t> words = op.getSignals();
    for (; !words.empty(); words = words.drop_front(3)) {
      if (words[2] != kOwnTile)
        return op->emitOpError("signals other tiles; the schedule's check "
                               "sees one tile");
      semaphores[words[0]].signals[op.getQueue()].total += words[1];
    }
    for (words = op.getWaits(); !words.empty(); words = words.drop_front(2)) {
      alc::EngineOp &waiter = semaphores[words[0]].waiter;
      if (waiter && waiter.getQueue() != op.getQueue()) {
        InFlightDiagnostic error = op->emitOpError("waits for semaphore ")
                                   << words[0] << " as another queue does";
        error.attachNote(waiter.getLoc()) << "the other queue's instruction";
        return error;
      }
      waiter = op;
    }
    return success();
  }

  LogicalResult execute(const TraceEvent &event) {
    alc::EngineOp op = event.op;
    uint32_t queue = op.getQueue();
    Clock &clock = clocks[queue];
    if (blocked[queue])
      return op->emitOpError("is pushed behind a barrier that waits for "
                             "queues that are pushed later");
    ++clock[queue];
    ArrayRef<int64_t> words = op.getWaits();
    for (; !words.empty(); words = words.drop_front(2))
      if (failed(wait(op, words[0], words[1])))
        return failure();
    for (const BufferAccess &access : event.accesses)
      if (failed(touch(op, access)))
        return failure();
    if (llvm::isa<alc::BarrierOp>(*op))
      arrive(op);
    for (words = op.getSignals(); !words.empty(); words = words.drop_front(3)) {
      Signals &signals = semaphores[words[0]].signals[queue];
      signals.given.push_back({signals.sum() + words[1], clock});
    }
    return success();
  }

  LogicalResult wait(alc::EngineOp op, int64_t number, int64_t count) {
    Semaphore &semaphore = semaphores[number];
    semaphore.taken += count;
    if (semaphore.taken > semaphore.given())
      return op->emitOpError("deadlocks: it waits for ")
             << count << " of semaphore " << number << ", which has "
             << semaphore.given() - (semaphore.taken - count)
             << " when all instructions pushed before it are done";
    // At most this much comes without any signal of one queue.
    auto withoutSignalsOf = [&](uint32_t left) {
      int64_t sum = 0;
      for (auto &[queue, signals] : semaphore.signals)
        if (queue != left)
          sum += queue == op.getQueue() ? signals.sum() : signals.total;
      return sum;
    };
    for (auto &[queue, signals] : semaphore.signals) {
      int64_t needed = semaphore.taken - withoutSignalsOf(queue);
      auto last = llvm::find_if(signals.given, [&](const auto &signal) {
        return signal.sum >= needed;
      });
      if (needed > 0 && last != signals.given.end())
        join(clocks[op.getQueue()], last->clock);
    }
    return success();
  }

  LogicalResult touch(alc::EngineOp op, const BufferAccess &access) {
    alc::BufferOp buffer = access.buffer;
    const Clock &clock = clocks[op.getQueue()];
    auto &accesses = lastAccesses[buffer.getId()];
    for (LastAccess &last : accesses) {
      alc::EngineOp other = last.op;
      bool conflict = access.writes || last.access.writes;
      if (!conflict || other.getQueue() == op.getQueue() ||
          clock[other.getQueue()] >= last.number ||
          !mayBeSameCopy(access, last.access))
        continue;
      InFlightDiagnostic error =
          op->emitOpError("on queue ")
          << op.getQueue() << " " << (access.writes ? "writes" : "reads")
          << " buffer " << buffer.getId() << ", not ordered after queue "
          << other.getQueue() << ", which "
          << (last.access.writes ? "writes" : "reads") << " the same copy";
      error.attachNote(other.getLoc()) << "the other instruction";
      error.attachNote(buffer.getLoc()) << "the buffer";
      return error;
    }
    remember(accesses, {access, op, clock[op.getQueue()]});
    return success();
  }

  static void remember(std::vector<LastAccess> &accesses, LastAccess latest) {
    for (LastAccess &last : accesses)
      if (last.op.getQueue() == latest.op.getQueue() &&
          last.access.writes == latest.access.writes &&
          last.access.run.symbol == latest.access.run.symbol &&
          mayBeSameCopy(last.access, latest.access)) {
        last = latest;
        return;
      }
    accesses.push_back(latest);
  }

  void arrive(alc::EngineOp op) {
    Barrier &barrier = barriers[field(op, "id")];
    barrier.arrived |= 1u << op.getQueue();
    barrier.last = op;
    join(barrier.clock, clocks[op.getQueue()]);
    blocked[op.getQueue()] = true;
    uint32_t mask = field(op, "queues");
    if (barrier.arrived != mask)
      return;
    for (unsigned queue = 0; queue < kQueues; ++queue)
      if (mask >> queue & 1) {
        clocks[queue] = barrier.clock;
        blocked[queue] = false;
      }
    barrier = {};
  }

  struct Barrier {
    uint32_t arrived = 0; // mask of queues
    Clock clock = {};
    alc::EngineOp last;
  };

  std::array<Clock, kQueues> clocks = {};
  std::array<bool, kQueues> blocked = {};
  std::map<int64_t, Barrier> barriers;
  std::map<int64_t, Semaphore> semaphores;
  std::map<int64_t, std::vector<LastAccess>> lastAccesses; // by buffer id
};

struct CheckSchedule : impl::CheckSchedulePassBase<CheckSchedule> {
  void runOnOperation() override {
    if (getOperation().isExternal())
      return;
    Choices choices;
    do {
      FailureOr<Trace> trace = traceFunction(getOperation(), choices);
      if (failed(trace) || failed(Checker().run(*trace)))
        return signalPassFailure();
    } while (choices.advance());
  }
};

} // namespace
} // namespace alcyone::compiler
