// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What must happen before what among the engine instructions of one block.
//
// A node is one item of the block (an operation directly in it) as one queue
// sees it: all instructions of that queue inside the item. An edge says that
// its source in run i of the block takes effect before its target starts in
// run i + distance. Instructions of one queue need no edge.

#ifndef ALCYONE_COMPILER_INSERTSEMAPHORES_BLOCKORDER_H
#define ALCYONE_COMPILER_INSERTSEMAPHORES_BLOCKORDER_H

#include "compiler/transforms/insert_semaphores/Accesses.h"

namespace alcyone::compiler {

struct OrderNode {
  mlir::Operation *item;
  uint32_t queue;
  mlir::Location location; // of the queue's first instruction in the item
};

struct OrderEdge {
  unsigned from, to; // nodes
  unsigned distance; // runs of the block; 0 = the same run
  unsigned bound;    // the most runs that the source can be ahead of the target
};

class BlockOrder {
public:
  unsigned node(mlir::Operation *item, uint32_t queue, mlir::Location location);
  void addEdge(unsigned from, unsigned to, unsigned distance, unsigned bound);

  /// Leaves out the edges that the others and the order in the queues imply.
  /// Afterwards two edges of one distance between the same two queues never
  /// cross or meet, so that they can share a semaphore.
  void reduce();

  llvm::ArrayRef<OrderNode> nodes() const { return orderNodes; }
  llvm::ArrayRef<OrderEdge> edges() const { return orderEdges; }

private:
  bool isImplied(unsigned edge) const;

  llvm::SmallVector<OrderNode> orderNodes;
  llvm::SmallVector<OrderEdge> orderEdges;
  llvm::DenseMap<std::pair<mlir::Operation *, uint32_t>, unsigned> numbers;
  /// Next node of the same queue; true if it is that of the next run.
  llvm::SmallVector<std::pair<unsigned, bool>> successors;
};

/// By block, all edges that the buffers of a function need, reduced.
using FunctionOrder = llvm::MapVector<mlir::Block *, BlockOrder>;
FunctionOrder orderAccesses(llvm::ArrayRef<BufferAccesses> buffers);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_INSERTSEMAPHORES_BLOCKORDER_H
