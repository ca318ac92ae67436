// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/insert_semaphores/BlockOrder.h"

#include "mlir/Interfaces/LoopLikeInterface.h"

using namespace mlir;

namespace alcyone::compiler {

//===-- Graph -------------------------------------------------------------===//

unsigned BlockOrder::node(Operation *item, uint32_t queue, Location location) {
  auto [entry, isNew] =
      numbers.try_emplace({item, queue}, unsigned(orderNodes.size()));
  if (isNew)
    orderNodes.push_back({item, queue, location});
  return entry->second;
}

void BlockOrder::addEdge(unsigned from, unsigned to, unsigned distance,
                         unsigned bound) {
  for (OrderEdge &edge : orderEdges)
    if (edge.from == from && edge.to == to && edge.distance == distance) {
      edge.bound = std::min(edge.bound, bound);
      return;
    }
  orderEdges.push_back({from, to, distance, bound});
}

/// Whether a way of other edges and steps along queues leads from the source to
/// the target within the edge's distance.
bool BlockOrder::isImplied(unsigned edge) const {
  const OrderEdge &wanted = orderEdges[edge];
  SmallVector<unsigned> best(orderNodes.size(), wanted.distance + 1);
  SmallVector<unsigned> worklist = {wanted.from};
  best[wanted.from] = 0;
  auto reach = [&](unsigned node, unsigned distance) {
    if (distance >= best[node])
      return;
    best[node] = distance;
    worklist.push_back(node);
  };
  while (!worklist.empty()) {
    unsigned node = worklist.pop_back_val();
    auto [next, isNextRun] = successors[node];
    reach(next, best[node] + isNextRun);
    for (auto [number, other] : llvm::enumerate(orderEdges))
      if (number != edge && other.from == node)
        reach(other.to, best[node] + other.distance);
  }
  return best[wanted.to] <= wanted.distance;
}

void BlockOrder::reduce() {
  auto isBefore = [&](unsigned left, unsigned right) {
    return orderNodes[left].item->isBeforeInBlock(orderNodes[right].item);
  };
  llvm::MapVector<uint32_t, SmallVector<unsigned>> queues;
  for (unsigned i = 0; i < orderNodes.size(); ++i)
    queues[orderNodes[i].queue].push_back(i);
  successors.resize(orderNodes.size());
  for (auto &[queue, members] : queues) {
    llvm::sort(members, isBefore);
    for (size_t i = 0; i < members.size(); ++i)
      successors[members[i]] = {members[(i + 1) % members.size()],
                                i + 1 == members.size()};
  }
  // The longest first, so that what stays is what is close together.
  llvm::stable_sort(orderEdges, [](const OrderEdge &a, const OrderEdge &b) {
    return a.distance > b.distance;
  });
  for (unsigned i = 0; i < orderEdges.size();)
    if (isImplied(i))
      orderEdges.erase(orderEdges.begin() + i);
    else
      ++i;
}

//===-- From accesses to edges --------------------------------------------===//

namespace {

/// All accesses to one buffer by one queue in one item.
struct Summary {
  unsigned node;
  Operation *item;
  uint32_t queue;
  bool reads = false, writes = false;

  bool conflictsWith(const Summary &other) const {
    return queue != other.queue && (writes || other.writes);
  }
};

class BufferOrder {
public:
  BufferOrder(int64_t id, FunctionOrder &order) : id(id), order(order) {}

  /// Orders the accesses of one block. Run i and run i + distance of it touch
  /// the same copy; distance 0: no two runs of it need to be ordered here.
  void addBlock(Block *block, ArrayRef<alc::EngineOp> ops, unsigned distance,
                unsigned bound) {
    BlockOrder &blockOrder = order[block];
    SmallVector<Summary> summaries = summarize(block, ops, blockOrder);
    llvm::SmallSetVector<Operation *, 4> mixedItems;
    for (const Summary &first : summaries)
      for (const Summary &second : summaries) {
        if (!first.conflictsWith(second))
          continue;
        if (first.item == second.item)
          mixedItems.insert(first.item);
        else if (first.item->isBeforeInBlock(second.item) &&
                 !isCovered(first, second, summaries, false))
          blockOrder.addEdge(first.node, second.node, 0, bound);
        if (distance && !isCovered(first, second, summaries, true))
          blockOrder.addEdge(first.node, second.node, distance, bound);
      }
    for (Operation *item : mixedItems)
      addRegions(item, ops, bound);
  }

private:
  SmallVector<Summary> summarize(Block *block, ArrayRef<alc::EngineOp> ops,
                                 BlockOrder &blockOrder) {
    SmallVector<Summary> summaries;
    for (alc::EngineOp op : ops) {
      Operation *item = block->findAncestorOpInBlock(*op);
      uint32_t queue = op.getQueue();
      unsigned node = blockOrder.node(item, queue, op.getLoc());
      Summary *summary = llvm::find_if(
          summaries, [&](const Summary &s) { return s.node == node; });
      if (summary == summaries.end()) {
        summaries.push_back({node, item, queue});
        summary = &summaries.back();
      }
      summary->reads |= readsBuffer(op, id);
      summary->writes |= writesBuffer(op, id);
    }
    return summaries;
  }

  /// Whether the edge from `first` to `second` goes without saying because
  /// another access is nearer to one of them in the queue of the other. (What
  /// BlockOrder::reduce() would find too; this keeps its graph small.)
  static bool isCovered(const Summary &first, const Summary &second,
                        ArrayRef<Summary> summaries, bool isNextRun) {
    return llvm::any_of(summaries, [&](const Summary &other) {
      bool isAfterFirst = first.item->isBeforeInBlock(other.item);
      bool isBeforeSecond = other.item->isBeforeInBlock(second.item);
      if (other.queue == second.queue && other.conflictsWith(first))
        return isBeforeSecond && (isNextRun || isAfterFirst);
      if (other.queue == first.queue && other.conflictsWith(second))
        return isAfterFirst && (isNextRun || isBeforeSecond);
      return false;
    });
  }

  /// Orders what several queues do inside of one item. Runs of an scf.if's
  /// regions are ordered around it; those of a loop's body one after another.
  void addRegions(Operation *item, ArrayRef<alc::EngineOp> ops,
                  unsigned bound) {
    bool isLoop = llvm::isa<LoopLikeOpInterface>(item);
    for (Region &region : item->getRegions()) {
      SmallVector<alc::EngineOp> inside;
      llvm::copy_if(ops, std::back_inserter(inside), [&](alc::EngineOp op) {
        return region.isAncestor(op->getParentRegion());
      });
      if (!inside.empty())
        addBlock(&region.front(), inside, isLoop ? 1 : 0, isLoop ? 1 : bound);
    }
  }

  int64_t id;
  FunctionOrder &order;
};

} // namespace

FunctionOrder orderAccesses(ArrayRef<BufferAccesses> buffers) {
  FunctionOrder order;
  for (const BufferAccesses &accesses : buffers) {
    alc::BufferOp buffer = accesses.buffer;
    if (buffer.getGuarded())
      continue;
    Operation *parent = buffer->getParentOp();
    bool repeats = llvm::isa<LoopLikeOpInterface>(parent) ||
                   parent->getParentOfType<LoopLikeOpInterface>();
    unsigned slots = buffer.getSlots();
    BufferOrder(buffer.getId(), order)
        .addBlock(buffer->getBlock(), accesses.ops, repeats ? slots : 0,
                  repeats ? slots : 1);
  }
  for (auto &[block, blockOrder] : order)
    blockOrder.reduce();
  return order;
}

} // namespace alcyone::compiler
