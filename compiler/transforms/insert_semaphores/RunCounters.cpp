// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/insert_semaphores/RunCounters.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;

namespace alcyone::compiler {
namespace {

/// `value` without sums and differences with what the loop does not change.
Value stripOffsets(Value value, scf::ForOp loop) {
  while (Operation *op = value.getDefiningOp()) {
    if (llvm::isa<arith::AddIOp>(op) &&
        loop.isDefinedOutsideOfLoop(op->getOperand(0)))
      value = op->getOperand(1);
    else if (llvm::isa<arith::AddIOp, arith::SubIOp>(op) &&
             loop.isDefinedOutsideOfLoop(op->getOperand(1)))
      value = op->getOperand(0);
    else
      break;
  }
  return value;
}

bool isSameConstant(Value left, Value right) {
  APInt a, b;
  return left == right || (matchPattern(left, m_ConstantInt(&a)) &&
                           matchPattern(right, m_ConstantInt(&b)) && a == b);
}

/// Whether `iteration` grows by 1 (modulo `slots`) from each run of the block
/// to the next: the block is the body of a loop that runs once, and the value
/// is its induction variable plus an invariant, possibly divided by its step.
bool evidentlyCountsRuns(Value iteration, Block *block, int64_t slots) {
  auto loop = llvm::dyn_cast<scf::ForOp>(block->getParentOp());
  if (!loop || loop->getParentOfType<LoopLikeOpInterface>())
    return false;
  Value value = stripOffsets(iteration, loop);
  APInt step;
  if (value == loop.getInductionVar())
    return matchPattern(loop.getStep(), m_ConstantInt(&step)) &&
           step.srem(slots) == 1 % slots;
  Operation *division = value.getDefiningOp();
  return division && llvm::isa<arith::DivSIOp, arith::DivUIOp>(division) &&
         isSameConstant(division->getOperand(1), loop.getStep()) &&
         stripOffsets(division->getOperand(0), loop) == loop.getInductionVar();
}

bool needsCounter(alc::BufferOp buffer) {
  return buffer.getSlots() > 1 &&
         buffer->getParentOfType<LoopLikeOpInterface>() &&
         !evidentlyCountsRuns(buffer.getIteration(), buffer->getBlock(),
                              buffer.getSlots());
}

/// Carries one i64 counter from the function's start into a block.
class CounterBuilder {
public:
  explicit CounterBuilder(MLIRContext *context) : rewriter(context) {}

  void addTo(ArrayRef<alc::BufferOp> buffers) {
    Operation *first = buffers.front();
    SmallVector<Operation *> parents; // outermost first
    for (Operation *op = first->getParentOp(); !llvm::isa<func::FuncOp>(op);
         op = op->getParentOp())
      parents.insert(parents.begin(), op);
    rewriter.setInsertionPointToStart(parents.front()->getBlock());
    counter = constant(parents.front()->getLoc(), 0);
    for (Operation *parent : parents)
      enter(parent, first);

    for (alc::BufferOp buffer : buffers)
      buffer.getIterationMutable().assign(counter);
    rewriter.setInsertionPoint(first->getBlock()->getTerminator());
    Value next = arith::AddIOp::create(rewriter, first->getLoc(), counter,
                                       constant(first->getLoc(), 1));
    for (auto &[yield, operand] : llvm::reverse(yields)) {
      yield->setOperand(operand, next);
      next = yield->getParentOp()->getResults().back();
    }
  }

private:
  Value constant(Location location, int64_t value) {
    return arith::ConstantOp::create(rewriter, location,
                                     rewriter.getI64IntegerAttr(value));
  }

  /// Lets `parent` take and yield the counter; `inside` is an operation of the
  /// path to the block that counts.
  void enter(Operation *parent, Operation *inside) {
    rewriter.setInsertionPoint(parent);
    if (auto loop = llvm::dyn_cast<scf::ForOp>(parent))
      enterLoop(loop);
    else
      enterIf(llvm::cast<scf::IfOp>(parent), inside);
  }

  void enterLoop(scf::ForOp loop) {
    auto yieldSame = [](OpBuilder &, Location,
                        ArrayRef<BlockArgument> arguments) {
      return SmallVector<Value>{arguments.back()};
    };
    auto replaced = llvm::cast<scf::ForOp>(**loop.replaceWithAdditionalYields(
        rewriter, counter, false, yieldSame));
    counter = replaced.getRegionIterArgs().back();
    rememberYield(replaced.getBody()->getTerminator());
  }

  void enterIf(scf::IfOp branch, Operation *inside) {
    bool isThen = branch.getThenRegion().isAncestor(inside->getParentRegion());
    SmallVector<Type> types(branch.getResultTypes());
    types.push_back(rewriter.getI64Type());
    auto replaced = scf::IfOp::create(rewriter, branch.getLoc(), types,
                                      branch.getCondition(), true, true);
    for (auto [from, to] :
         llvm::zip(branch->getRegions(), replaced->getRegions())) {
      if (!from.empty())
        to.takeBody(from);
      Block &block = to.front();
      rewriter.setInsertionPointToEnd(&block);
      if (block.empty())
        scf::YieldOp::create(rewriter, branch.getLoc());
      block.getTerminator()->insertOperands(types.size() - 1, counter);
    }
    rewriter.replaceOp(branch, replaced.getResults().drop_back());
    rememberYield((isThen ? replaced.thenBlock() : replaced.elseBlock())
                      ->getTerminator());
  }

  void rememberYield(Operation *yield) {
    yields.emplace_back(yield, yield->getNumOperands() - 1);
  }

  IRRewriter rewriter;
  Value counter; // as seen where the walk inwards stands
  SmallVector<std::pair<Operation *, unsigned>> yields; // outermost first
};

} // namespace

LogicalResult addRunCounters(func::FuncOp function) {
  SmallVector<alc::BufferOp> waiting;
  function.walk([&](alc::BufferOp buffer) {
    if (needsCounter(buffer))
      waiting.push_back(buffer);
  });
  for (alc::BufferOp buffer : waiting)
    for (Operation *op = buffer->getParentOp(); op != function;
         op = op->getParentOp())
      if (!llvm::isa<scf::ForOp, scf::IfOp>(op)) {
        return buffer.emitOpError("with several slots lies in a '")
               << op->getName() << "'; only scf.for and scf.if can be counted";
      }
  while (!waiting.empty()) {
    Block *block = waiting.front()->getBlock();
    SmallVector<alc::BufferOp> together;
    llvm::copy_if(
        waiting, std::back_inserter(together),
        [&](alc::BufferOp buffer) { return buffer->getBlock() == block; });
    llvm::erase_if(waiting, [&](alc::BufferOp buffer) {
      return buffer->getBlock() == block;
    });
    CounterBuilder(function.getContext()).addTo(together);
  }
  return success();
}

} // namespace alcyone::compiler
