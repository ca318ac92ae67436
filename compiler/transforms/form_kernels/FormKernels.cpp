// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-form-kernels: groups operations so that what passes between the members
// of a group stays in L1, and outlines each group into an alc.kernel.

#include "compiler/analysis/GenericKinds.h"
#include "compiler/analysis/KernelLoops.h"
#include "compiler/analysis/TargetChip.h"
#include "compiler/transforms/Passes.h"

#include "isa/chips/Chip.h"

#include "mlir/Analysis/TopologicalSortUtils.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_FORMKERNELSPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Elements of one block without any grid dimension below which it does not pay
/// to spread work.
constexpr int64_t kNotWorthSpreading = 4096;

/// Whether a fill has to be in memory for this use. Others repeat it: as what
/// they start from, or as a constant in a register of the vector processor.
bool needsMemory(OpOperand &use) {
  auto generic = dyn_cast<linalg::GenericOp>(use.getOwner());
  if (!generic)
    return true;
  return !generic.isDpsInit(&use) &&
         (matchTensorContraction(generic) || isMovement(generic) ||
          hasExtract(generic));
}

struct Group {
  SmallVector<Operation *> ops;
  bool isOpen = true; // whether more operations may join
};

class GroupBuilder {
public:
  GroupBuilder(func::FuncOp function, const isa::Chip &chip)
      : function(function), chip(chip) {}

  void run() {
    for (Operation &op : function.getBody().front()) {
      if (auto generic = dyn_cast<linalg::GenericOp>(op)) {
        if (!isFill(generic))
          place(generic);
        else if (isKept(generic))
          start(generic, false);
      } else if (llvm::isa<tensor::InsertSliceOp>(op)) {
        start(&op, false);
      }
    }
  }

  std::vector<Group> takeGroups() { return std::move(groups); }

private:
  static bool isKept(linalg::GenericOp fill) {
    return llvm::any_of(fill->getUses(), needsMemory);
  }

  void start(Operation *op, bool isOpen) {
    groupOf[op] = groups.size();
    groups.push_back({{op}, isOpen});
  }

  void place(linalg::GenericOp op) {
    if (hasExtract(op) || isMovement(op))
      return start(op, false);
    llvm::SetVector<unsigned> candidates;
    for (Value input : op.getInputs())
      if (auto found = groupOf.find(input.getDefiningOp());
          found != groupOf.end() && groups[found->second].isOpen)
        candidates.insert(found->second);
    SmallVector<unsigned> latestFirst(candidates.begin(), candidates.end());
    llvm::sort(latestFirst, std::greater<>());
    for (unsigned candidate : latestFirst)
      if (canJoin(op, candidate)) {
        groups[candidate].ops.push_back(op);
        groupOf[op] = candidate;
        return;
      }
    start(op, true);
  }

  bool canJoin(linalg::GenericOp op, unsigned candidate) {
    if (matchTensorContraction(op))
      return false;
    for (Value input : op.getInputs()) {
      auto found = groupOf.find(input.getDefiningOp());
      bool isMember = found != groupOf.end() && found->second == candidate;
      if (!isMember && dependsOn(input, candidate))
        return false;
    }
    SmallVector<linalg::GenericOp> members;
    for (Operation *member : groups[candidate].ops)
      members.push_back(cast<linalg::GenericOp>(member));
    FailureOr<KernelLoops> before = KernelLoops::compute(members);
    members.push_back(op);
    FailureOr<KernelLoops> after = KernelLoops::compute(members);
    return succeeded(before) && succeeded(after) &&
           keepsParallelism(members.front(), *before, *after);
  }

  /// Whether the joined group still has enough independent blocks.
  bool keepsParallelism(linalg::GenericOp first, const KernelLoops &before,
                        const KernelLoops &after) const {
    // What is not cut has to fit L1 comfortably.
    int64_t most = std::max<int64_t>(
        chip.l1.bytes / 8, before.elementsPerGridPoint() + kNotWorthSpreading);
    if (after.elementsPerGridPoint() > most)
      return false;
    if (after.gridExtent() == before.gridExtent())
      return true;
    int64_t wanted = chip.tileCount();
    if (matchTensorContraction(first))
      wanted *= chip.ttu.rows;
    else if (after.elementsPerGridPoint() * after.gridExtent() <=
             kNotWorthSpreading)
      return true;
    return after.gridExtent() >= std::min(wanted, before.gridExtent());
  }

  /// Whether `value` is computed from a result of the group.
  bool dependsOn(Value value, unsigned group) {
    SmallVector<Value> work{value};
    llvm::SmallPtrSet<Operation *, 16> seen;
    while (!work.empty()) {
      Operation *op = work.pop_back_val().getDefiningOp();
      if (!op || !seen.insert(op).second)
        continue;
      auto found = groupOf.find(op);
      if (found != groupOf.end() && found->second == group)
        return true;
      // Joining a group waits for everything the group waits for.
      ArrayRef<Operation *> members = op;
      if (found != groupOf.end())
        members = groups[found->second].ops;
      for (Operation *member : members)
        member->walk([&](Operation *nested) { // a gather's table is inside
          work.append(nested->operand_begin(), nested->operand_end());
        });
    }
    return false;
  }

  func::FuncOp function;
  const isa::Chip &chip;
  std::vector<Group> groups;
  llvm::DenseMap<Operation *, unsigned> groupOf;
};

/// Moves one group into a kernel.
class Outliner {
public:
  explicit Outliner(ArrayRef<Operation *> ops) : ops(ops) {}

  void run(unsigned number) {
    collectInputs();
    collectResults();
    Operation *last = ops.back();
    OpBuilder builder(last);
    SmallVector<Type> resultTypes;
    for (Value result : results)
      resultTypes.push_back(result.getType());
    std::string name = "kernel_" + std::to_string(number);
    auto kernel =
        alc::KernelOp::create(builder, last->getLoc(), resultTypes,
                              inputs.getArrayRef(), name, nullptr, nullptr);
    fillBody(kernel);
    auto fill = dyn_cast<linalg::GenericOp>(ops.front());
    bool isOnlyFill = fill && isFill(fill);
    for (auto [from, to] : llvm::zip(results, kernel.getResults()))
      from.replaceUsesWithIf(
          to, [&](OpOperand &use) { return !isOnlyFill || needsMemory(use); });
    for (Operation *op : llvm::reverse(ops))
      if (op->use_empty())
        op->erase();
  }

private:
  /// Scalars and start values are repeated inside; tensors come in.
  static bool isRepeated(Value value) {
    Operation *op = value.getDefiningOp();
    if (!op)
      return false;
    if (llvm::isa<tensor::EmptyOp>(op))
      return true;
    if (auto generic = dyn_cast<linalg::GenericOp>(op))
      return isFill(generic);
    return llvm::isa<arith::ConstantOp>(op) &&
           !llvm::isa<ShapedType>(value.getType());
  }

  void collectInputs() {
    for (Operation *op : ops)
      op->walk([&](Operation *nested) {
        for (Value operand : nested->getOperands())
          addInput(operand);
      });
  }

  void addInput(Value value) {
    if (Operation *definition = value.getDefiningOp()) {
      for (Operation *op : ops)
        if (op->isAncestor(definition))
          return;
    } else {
      Operation *owner = cast<BlockArgument>(value).getOwner()->getParentOp();
      if (!llvm::isa<func::FuncOp>(owner))
        return;
    }
    if (!isRepeated(value))
      inputs.insert(value);
    else if (auto generic = value.getDefiningOp<linalg::GenericOp>())
      repeated.insert(generic); // a fill; brings its tensor.empty along
    else
      repeated.insert(value.getDefiningOp());
  }

  void collectResults() {
    for (Operation *op : ops)
      for (Value result : op->getResults())
        if (llvm::any_of(result.getUsers(), [&](Operation *user) {
              return llvm::none_of(ops, [&](Operation *member) {
                return member->isAncestor(user);
              });
            }))
          results.push_back(result);
  }

  void repeat(Operation *op, OpBuilder &builder, IRMapping &mapping) {
    op->walk([&](Operation *nested) {
      for (Value operand : nested->getOperands()) {
        Operation *definition = operand.getDefiningOp();
        if (definition && !op->isAncestor(definition) &&
            !mapping.contains(operand) && isRepeated(operand))
          repeat(definition, builder, mapping);
      }
    });
    builder.clone(*op, mapping);
  }

  void fillBody(alc::KernelOp kernel) {
    Block *block = new Block;
    kernel.getBody().push_back(block);
    IRMapping mapping;
    for (Value input : inputs)
      mapping.map(input, block->addArgument(input.getType(), input.getLoc()));
    OpBuilder builder = OpBuilder::atBlockEnd(block);
    for (Operation *op : repeated)
      if (!mapping.contains(op->getResult(0)))
        repeat(op, builder, mapping);
    for (Operation *op : ops)
      builder.clone(*op, mapping);
    SmallVector<Value> yielded;
    for (Value result : results)
      yielded.push_back(mapping.lookup(result));
    alc::YieldOp::create(builder, kernel.getLoc(), yielded);
  }

  ArrayRef<Operation *> ops;
  llvm::SetVector<Value> inputs;
  llvm::SetVector<Operation *> repeated;
  SmallVector<Value> results;
};

struct FormKernels : impl::FormKernelsPassBase<FormKernels> {
  using FormKernelsPassBase::FormKernelsPassBase;
  void runOnOperation() override {
    FailureOr<isa::Chip> target = findChip(getOperation(), chip);
    if (failed(target))
      return signalPassFailure();
    if (getOperation().isExternal())
      return;
    GroupBuilder builder(getOperation(), *target);
    builder.run();
    unsigned number = 0;
    for (Group &group : builder.takeGroups())
      Outliner(group.ops).run(number++);
    // Groups were placed at their last operation; put users after producers.
    sortTopologically(&getOperation().getBody().front());
  }
};

} // namespace
} // namespace alcyone::compiler
