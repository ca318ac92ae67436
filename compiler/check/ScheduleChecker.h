// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The proof behind alc-check-schedule, on one trace for each tile.
//
// Deadlock: every tile runs its instructions one by one in the order in which
// they are pushed. If that comes to an end, so does every execution, however
// deep the queues are: of the instructions that are not done, the one that was
// done first here stands at the head of its queue and has what it waits for.
//
// Races: a vector clock says which instructions of every queue have finished
// for sure when an instruction starts. A wait learns from exactly those signals
// without which it could not be met in any order of execution. Which others
// could have come before it depends on the clocks in turn; so there are two
// rounds, of which the first takes all signals for possible.

#ifndef ALCYONE_COMPILER_CHECK_SCHEDULECHECKER_H
#define ALCYONE_COMPILER_CHECK_SCHEDULECHECKER_H

#include "compiler/check/Trace.h"

#include <map>
#include <set>

namespace alcyone::compiler {

class ScheduleChecker {
public:
  /// By number of tile; a single trace may stand for any tile.
  explicit ScheduleChecker(std::vector<Trace> traces)
      : traces(std::move(traces)) {}

  /// Fails with an error at the instruction that cannot start, is not ordered,
  /// or is the last to signal a semaphore that the kernel leaves above 0.
  mlir::LogicalResult run();

private:
  /// By queue of a tile, how many of its instructions have finished for sure.
  using Clock = std::vector<uint32_t>;
  using SemaphoreKey = std::pair<unsigned, int64_t>; // tile, number

  struct Place {
    unsigned tile;
    uint32_t queue;
    auto operator<=>(const Place &) const = default;
  };
  struct GivenSignal {
    int64_t sum;  // of this and all before of the same queue
    size_t clock; // of the instruction, in `signalClocks`
  };
  /// What one queue signals to one semaphore.
  struct Signals {
    int64_t total = 0; // in the whole trace
    std::vector<GivenSignal> given, inFirstRound;
  };
  struct Semaphore {
    std::map<unsigned, Signals> signals; // by queue of a tile
    int64_t given = 0, taken = 0;
    alc::EngineOp lastSignal;
    alc::EngineOp waiter; // any instruction that waits
    unsigned waiterQueue = 0;
  };
  /// The last access of one kind by one queue to one copy.
  struct LastAccess {
    BufferAccess access;
    alc::EngineOp op;
    unsigned queue;
    uint32_t number; // of the instruction in its queue, from 1
  };
  struct Barrier {
    std::set<unsigned> arrived; // queues of tiles
    Clock clock;
    alc::EngineOp last;
  };

  mlir::LogicalResult announce(unsigned tile, const TraceEvent &event);
  mlir::LogicalResult runRound();
  bool canStart(unsigned tile, const TraceEvent &event);
  mlir::LogicalResult execute(unsigned tile, const TraceEvent &event);
  void wait(Semaphore &semaphore, unsigned queue, int64_t count);
  int64_t possibleSum(const Signals &signals, unsigned signaller,
                      unsigned waiter, uint32_t number) const;
  mlir::LogicalResult touch(unsigned tile, const TraceEvent &event,
                            unsigned queue, const BufferAccess &access);
  static void remember(std::vector<LastAccess> &accesses, LastAccess latest);
  void arrive(unsigned tile, const TraceEvent &event, unsigned queue);
  mlir::LogicalResult reportDeadlock(unsigned tile, const TraceEvent &event);
  mlir::LogicalResult checkEnd();

  unsigned queueNumber(unsigned tile, alc::EngineOp op) const {
    return queues.at({tile, op.getQueue()});
  }
  llvm::SmallVector<unsigned> targets(unsigned tile, const TraceEvent &event,
                                      int64_t target) const;
  llvm::SmallVector<unsigned> writtenTiles(unsigned tile,
                                           const TraceEvent &event) const;
  std::string onTile(unsigned tile) const;

  std::vector<Trace> traces;
  std::map<Place, unsigned> queues; // their numbers in clocks
  std::map<SemaphoreKey, Semaphore> semaphores;
  bool isFirstRound = true;
  std::vector<Clock> clocks; // of the queues' latest instructions
  std::vector<bool> blocked; // queues at a barrier
  std::vector<Clock> signalClocks, signalClocksOfFirstRound;
  std::map<std::pair<int64_t, int64_t>, Barrier> barriers; // tile or -1, id
  std::map<std::pair<unsigned, int64_t>, std::vector<LastAccess>>
      lastAccesses; // by tile and buffer
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_CHECK_SCHEDULECHECKER_H
