// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-insert-semaphores: finds what has to be ordered (BlockOrder.h), gives
// each kind of edge a counting semaphore and puts waits and signals into the
// queues.

#include "compiler/analysis/TargetChip.h"
#include "compiler/transforms/Passes.h"
#include "compiler/transforms/insert_semaphores/Accesses.h"
#include "compiler/transforms/insert_semaphores/BlockOrder.h"
#include "compiler/transforms/insert_semaphores/FoldSyncs.h"
#include "compiler/transforms/insert_semaphores/RunCounters.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_INSERTSEMAPHORESPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Numbers that a wait and a signal take in their lists, and how many of each
/// an instruction's header has room for.
constexpr unsigned kWaitWords = 2, kSignalWords = 3, kPerInstruction = 2;
constexpr int64_t kOwnTile = 0xFFFF;

/// A semaphore of a block: signalled by one queue, waited for by another, once
/// per run and edge. Queues are in order, so its n-th wait is for its n-th
/// signal, or credit.
struct SharedSemaphore {
  int64_t number;
  uint32_t from, to; // queues
  int64_t credits;   // signals that count as given before the first run
};

class SemaphoreInserter {
public:
  SemaphoreInserter(func::FuncOp function, int64_t firstFree)
      : function(function), builder(function), next(firstFree) {}

  void addBlock(const BlockOrder &order) {
    SmallVector<OrderEdge> edges(order.edges());
    auto key = [&](const OrderEdge &edge) {
      return std::tuple(order.nodes()[edge.from].queue,
                        order.nodes()[edge.to].queue, edge.distance);
    };
    llvm::stable_sort(edges, [&](const OrderEdge &a, const OrderEdge &b) {
      if (key(a) != key(b))
        return key(a) < key(b);
      return order.nodes()[a.from].item->isBeforeInBlock(
          order.nodes()[b.from].item);
    });
    SmallVector<SmallVector<int64_t>> waits(order.nodes().size());
    SmallVector<SmallVector<int64_t>> signals(order.nodes().size());
    int64_t bound = 0;
    for (size_t i = 0; i < edges.size(); ++i) {
      const OrderEdge &edge = edges[i];
      bool isNew = i == 0 || key(edges[i - 1]) != key(edge) ||
                   bound + edge.bound > kSemaphoreMaximum;
      bound = edge.bound + (isNew ? 0 : bound);
      if (isNew)
        semaphores.push_back({next++, order.nodes()[edge.from].queue,
                              order.nodes()[edge.to].queue, 0});
      semaphores.back().credits += edge.distance;
      int64_t number = semaphores.back().number;
      signals[edge.from].append({number, 1, kOwnTile});
      waits[edge.to].append({number, 1});
    }
    for (auto [i, node] : llvm::enumerate(order.nodes()))
      place(node, waits[i], signals[i]);
  }

  /// The runs that have no predecessor to wait for wait for credits, which are
  /// given first of all and taken back at the end.
  void addCredits() {
    llvm::MapVector<uint32_t, SmallVector<int64_t>> signals, waits;
    for (const SharedSemaphore &semaphore : semaphores)
      if (semaphore.credits) {
        signals[semaphore.to].append(
            {semaphore.number, semaphore.credits, kOwnTile});
        waits[semaphore.to].append({semaphore.number, semaphore.credits});
      }
    Block &block = function.getBody().front();
    builder.setInsertionPointToStart(&block);
    for (auto &[queue, triples] : signals)
      createSyncs(queue, function.getLoc(), {}, triples);
    builder.setInsertionPoint(endOfWork(block));
    for (auto &[queue, pairs] : waits)
      createSyncs(queue, function.getLoc(), pairs, {});
  }

  int64_t used() const { return next; }

private:
  /// Uses the instruction's own header where the item is one; sync
  /// instructions around the item do the rest.
  void place(const OrderNode &node, SmallVector<int64_t> waits,
             SmallVector<int64_t> signals) {
    if (auto op = llvm::dyn_cast<alc::EngineOp>(node.item)) {
      SmallVector<int64_t> own(op.getWaits());
      moveSome(waits, own, kWaitWords * roomForWaits(op));
      op.setWaits(own);
      own.assign(op.getSignals().begin(), op.getSignals().end());
      moveSome(signals, own, kSignalWords * roomForSignals(op));
      op.setSignals(own);
    }
    builder.setInsertionPoint(node.item);
    createSyncs(node.queue, node.location, waits, {});
    builder.setInsertionPointAfter(node.item);
    createSyncs(node.queue, node.location, {}, signals);
  }

  static void moveSome(SmallVectorImpl<int64_t> &from,
                       SmallVectorImpl<int64_t> &to, size_t room) {
    size_t moved = std::min(room, from.size());
    to.append(from.begin(), from.begin() + moved);
    from.erase(from.begin(), from.begin() + moved);
  }

  void createSyncs(uint32_t queue, Location location, ArrayRef<int64_t> waits,
                   ArrayRef<int64_t> signals) {
    while (!waits.empty() || !signals.empty()) {
      ArrayRef<int64_t> someWaits =
          waits.take_front(kWaitWords * kPerInstruction);
      ArrayRef<int64_t> someSignals =
          signals.take_front(kSignalWords * kPerInstruction);
      alc::EngineOpBuilder("sync", queue)
          .waits(someWaits)
          .signals(someSignals)
          .create(builder, location);
      waits = waits.drop_front(someWaits.size());
      signals = signals.drop_front(someSignals.size());
    }
  }

  /// The first of the barriers (and of what computes nothing but values) that
  /// end the function.
  static Operation *endOfWork(Block &block) {
    Operation *end = block.getTerminator();
    while (Operation *before = end->getPrevNode()) {
      if (!llvm::isa<alc::BarrierOp>(before) && !isPure(before))
        break;
      end = before;
    }
    return end;
  }

  func::FuncOp function;
  OpBuilder builder;
  int64_t next;
  SmallVector<SharedSemaphore> semaphores;
};

/// The first number above all semaphores that the function uses already.
int64_t firstFreeSemaphore(func::FuncOp function) {
  int64_t free = 0;
  function.walk([&](alc::EngineOp op) {
    for (size_t i = 0; i < op.getWaits().size(); i += kWaitWords)
      free = std::max(free, op.getWaits()[i] + 1);
    for (size_t i = 0; i < op.getSignals().size(); i += kSignalWords)
      free = std::max(free, op.getSignals()[i] + 1);
  });
  return free;
}

struct InsertSemaphores : impl::InsertSemaphoresPassBase<InsertSemaphores> {
  using InsertSemaphoresPassBase::InsertSemaphoresPassBase;

  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    if (failed(collectAccesses(function)) || failed(addRunCounters(function)))
      return signalPassFailure();
    // Again: counting replaced blocks.
    FunctionOrder order = orderAccesses(*collectAccesses(function));
    SemaphoreInserter inserter(function, firstFreeSemaphore(function));
    for (const auto &[block, blockOrder] : order)
      inserter.addBlock(blockOrder);
    int64_t limit = semaphores;
    if (limit == 0) {
      FailureOr<isa::Chip> target = findChip(function, chip);
      if (failed(target))
        return signalPassFailure();
      limit = int64_t(target->semaphore.count);
    }
    if (inserter.used() > limit) {
      function.emitOpError("needs ")
          << inserter.used() << " semaphores; the chip has " << limit;
      return signalPassFailure();
    }
    inserter.addCredits();
    foldSyncs(function);
  }
};

} // namespace
} // namespace alcyone::compiler
