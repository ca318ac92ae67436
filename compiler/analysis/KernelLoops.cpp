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
    for (auto [write, read] : llvm::zip(writes.getResults(), reads.getResults())) {
      auto from = dyn_cast<AffineDimExpr>(write);
      auto to = dyn_cast<AffineDimExpr>(read);
      if (from && to)
        joined.join(firstLoop[producer] + from.getPosition(),
                    firstLoop[consumer] + to.getPosition());
    }
    return success();
  }

  ArrayRef<linalg::GenericOp> ops;
  llvm::DenseMap<Operation *, unsigned> firstLoop;
  unsigned loopCount = 0;
  llvm::IntEqClasses joined;
};
} // namespace

FailureOr<KernelLoops>
KernelLoops::compute(ArrayRef<linalg::GenericOp> ops) {
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
