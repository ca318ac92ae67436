// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/insert_semaphores/FoldSyncs.h"

#include "compiler/dialect/Alc.h"

using namespace mlir;

namespace alcyone::compiler {

/// Whether its waits and signals are all that it has, and all in its lists.
static bool isPlainSync(alc::EngineOp op) {
  return llvm::isa<alc::SyncOp>(op.getOperation()) && op.getDynamic().empty() &&
         alc::roomForWaits(op) == 2 - op.getWaits().size() / 2 &&
         alc::roomForSignals(op) == 2 - op.getSignals().size() / 3;
}

/// The next instruction of the queue before any nested one, or null.
static alc::EngineOp neighbour(alc::EngineOp op, bool isForward) {
  Operation *at = op.getOperation();
  while ((at = isForward ? at->getNextNode() : at->getPrevNode())) {
    if (auto other = llvm::dyn_cast<alc::EngineOp>(at)) {
      if (other.getQueue() == op.getQueue())
        return other;
    } else if (at->getNumRegions() != 0) {
      WalkResult nested = at->walk([&](alc::EngineOp inside) {
        return inside.getQueue() == op.getQueue() ? WalkResult::interrupt()
                                                  : WalkResult::advance();
      });
      if (nested.wasInterrupted())
        return nullptr;
    }
  }
  return nullptr;
}

static bool foldWaits(alc::EngineOp sync) {
  if (!isPlainSync(sync) || !sync.getSignals().empty())
    return false;
  alc::EngineOp next = neighbour(sync, true);
  if (!next || alc::roomForWaits(next) < sync.getWaits().size() / 2)
    return false;
  SmallVector<int64_t> waits(sync.getWaits());
  llvm::append_range(waits, next.getWaits());
  next.setWaits(waits);
  sync->erase();
  return true;
}

static bool foldSignals(alc::EngineOp sync) {
  if (!isPlainSync(sync) || !sync.getWaits().empty())
    return false;
  alc::EngineOp previous = neighbour(sync, false);
  if (!previous || alc::roomForSignals(previous) < sync.getSignals().size() / 3)
    return false;
  SmallVector<int64_t> signals(previous.getSignals());
  llvm::append_range(signals, sync.getSignals());
  previous.setSignals(signals);
  sync->erase();
  return true;
}

void foldSyncs(func::FuncOp function) {
  SmallVector<alc::EngineOp> ops;
  function.walk([&](alc::EngineOp op) { ops.push_back(op); });
  // From the back, so that several waits for one instruction all find it.
  SmallVector<alc::EngineOp> left;
  for (alc::EngineOp op : llvm::reverse(ops))
    if (!foldWaits(op))
      left.push_back(op);
  for (alc::EngineOp op : llvm::reverse(left))
    foldSignals(op);
}

} // namespace alcyone::compiler
