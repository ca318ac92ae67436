// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/analysis/KernelLoops.h"

#include "llvm/ADT/IntEqClasses.h"

using namespace mlir;

namespace alcyone::compiler {

namespace {
/// Numbers (operation, loop) pairs and joins those that index the same
/// dimension of a value passed between operations.
class LoopJoiner {
public:
  explicit LoopJoiner(ArrayRef<linalg::GenericOp> ops) : ops(ops) {
    for (linalg::GenericOp op : ops) {
      firstLoop[op] = loopCount;
      loopCount += op.getNumLoops();
      owner.append(op.getNumLoops(), op);
    }
    joined.grow(loopCount);
  }

  LogicalResult join() {
    for (linalg::GenericOp consumer : ops)
      for (OpOperand *input : consumer.getDpsInputOperands())
        if (auto producer = input->get().getDefiningOp<linalg::GenericOp>();
            producer && firstLoop.contains(producer))
          if (failed(joinThrough(producer, consumer, input)))
            return failure();
    for (linalg::GenericOp op : ops)
      for (OpOperand *input : op.getDpsInputOperands())
        joinReaders(op, input);
    joined.compress();
    return success();
  }

  unsigned number(linalg::GenericOp op, unsigned loop) const {
    return joined[firstLoop.lookup(op) + loop];
  }
  unsigned classCount() const { return joined.getNumClasses(); }

private:
  LogicalResult joinThrough(linalg::GenericOp producer,
                            linalg::GenericOp consumer, OpOperand *input) {
    unsigned result = cast<OpResult>(input->get()).getResultNumber();
    AffineMap writes =
        producer.getMatchingIndexingMap(producer.getDpsInitOperand(result));
    AffineMap reads = consumer.getMatchingIndexingMap(input);
    if (!writes.isProjectedPermutation(/*allowZeroInResults=*/true) ||
        !reads.isProjectedPermutation(/*allowZeroInResults=*/true))
      return failure();
    for (auto [write, read] :
         llvm::zip(writes.getResults(), reads.getResults())) {
      auto from = dyn_cast<AffineDimExpr>(write);
      auto to = dyn_cast<AffineDimExpr>(read);
      if (from && to)
        joined.join(firstLoop[producer] + from.getPosition(),
                    firstLoop[consumer] + to.getPosition());
    }
    return success();
  }

  /// Loops of two operations that read the same dimension of a value from
  /// outside go together too, so that one slice of it serves both.
  void joinReaders(linalg::GenericOp op, OpOperand *input) {
    if (auto producer = input->get().getDefiningOp();
        producer && firstLoop.contains(producer))
      return;
    AffineMap map = op.getMatchingIndexingMap(input);
    auto [first, isNew] =
        firstReader.try_emplace(input->get(), std::pair(op, map));
    if (isNew)
      return;
    auto [otherOp, otherMap] = first->second;
    for (auto [a, b] : llvm::zip(otherMap.getResults(), map.getResults())) {
      auto from = dyn_cast<AffineDimExpr>(a), to = dyn_cast<AffineDimExpr>(b);
      if (from && to)
        joinIfDistinct(firstLoop[otherOp] + from.getPosition(),
                       firstLoop[op] + to.getPosition());
    }
  }

  /// Joins two classes unless one operation has a loop in both.
  void joinIfDistinct(unsigned a, unsigned b) {
    unsigned leaderA = joined.findLeader(a), leaderB = joined.findLeader(b);
    llvm::SmallPtrSet<Operation *, 8> owners;
    for (unsigned i = 0; i < loopCount; ++i)
      if (joined.findLeader(i) == leaderA)
        owners.insert(owner[i]);
    for (unsigned i = 0; i < loopCount; ++i)
      if (joined.findLeader(i) == leaderB && owners.contains(owner[i]))
        return;
    joined.join(a, b);
  }

  ArrayRef<linalg::GenericOp> ops;
  SmallVector<Operation *> owner; // of each numbered loop
  llvm::DenseMap<Value, std::pair<linalg::GenericOp, AffineMap>> firstReader;
  llvm::DenseMap<Operation *, unsigned> firstLoop;
  unsigned loopCount = 0;
  llvm::IntEqClasses joined;
};
} // namespace

FailureOr<KernelLoops> KernelLoops::compute(ArrayRef<linalg::GenericOp> ops) {
  LoopJoiner joiner(ops);
  if (failed(joiner.join()))
    return failure();
  KernelLoops result;
  result.loopClasses.resize(joiner.classCount());
  SmallVector<unsigned> parallelUses(joiner.classCount());
  for (linalg::GenericOp op : ops) {
    SmallVector<int64_t> extents = op.getStaticLoopRanges();
    SmallVector<utils::IteratorType> iterators = op.getIteratorTypesArray();
    SmallVector<unsigned> numbers;
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop) {
      unsigned number = joiner.number(op, loop);
      if (ShapedType::isDynamic(extents[loop]) ||
          llvm::is_contained(numbers, number))
        return failure();
      numbers.push_back(number);
      result.loopClasses[number].extent = extents[loop];
      parallelUses[number] += iterators[loop] == utils::IteratorType::parallel;
    }
    result.classNumbers[op] = numbers;
  }
  for (auto [loopClass, uses] : llvm::zip(result.loopClasses, parallelUses))
    loopClass.isGrid = uses == ops.size();
  return result;
}

SmallVector<unsigned> KernelLoops::grid() const {
  SmallVector<unsigned> numbers;
  for (unsigned i = 0; i < loopClasses.size(); ++i)
    if (loopClasses[i].isGrid)
      numbers.push_back(i);
  return numbers;
}

int64_t KernelLoops::gridExtent() const {
  int64_t extent = 1;
  for (const LoopClass &loopClass : loopClasses)
    extent *= loopClass.isGrid ? loopClass.extent : 1;
  return extent;
}

int64_t KernelLoops::elementsPerGridPoint() const {
  int64_t sum = 0;
  for (const auto &[op, numbers] : classNumbers) {
    int64_t elements = 1;
    for (unsigned number : numbers)
      elements *= loopClasses[number].isGrid ? 1 : loopClasses[number].extent;
    sum += elements;
  }
  return sum;
}

} // namespace alcyone::compiler
