// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-plan-memory: constants get a place in the weights, results of the
// function one in its output arguments, everything else one in the L2 of a
// cluster or in the workspace in HBM, where values that never live at the same
// time share.

#include "compiler/analysis/Access.h"
#include "compiler/analysis/KernelPlan.h"
#include "compiler/analysis/TargetChip.h"
#include "compiler/transforms/Passes.h"
#include "compiler/transforms/plan_memory/View.h"
#include "isa/support/AddressMap.h"

#include "mlir/IR/Matchers.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_PLANMEMORYPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Numbers of the entry's arguments that every program has.
enum Argument : int64_t { Weights = 0, Workspace = 1, FirstTensor = 2 };

constexpr int64_t kAlignment = 64;

/// A kernel that copies `value` into memory of its own.
Value insertCopy(OpBuilder &builder, Value value) {
  Location loc = value.getLoc();
  auto type = cast<RankedTensorType>(value.getType());
  auto kernel =
      alc::KernelOp::create(builder, loc, TypeRange{type}, ValueRange{value},
                            "copy", nullptr, nullptr);
  Block *block = new Block;
  kernel.getBody().push_back(block);
  Value source = block->addArgument(type, loc);
  builder.setInsertionPointToEnd(block);
  Value empty = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                        type.getElementType());
  AffineMap identity = builder.getMultiDimIdentityMap(type.getRank());
  SmallVector<utils::IteratorType> parallel(type.getRank(),
                                            utils::IteratorType::parallel);
  auto copy = linalg::GenericOp::create(
      builder, loc, type, source, empty,
      ArrayRef<AffineMap>{identity, identity}, parallel,
      [](OpBuilder &nested, Location nestedLoc, ValueRange arguments) {
        linalg::YieldOp::create(nested, nestedLoc, arguments[0]);
      });
  alc::YieldOp::create(builder, loc, copy.getResults());
  builder.setInsertionPointAfter(kernel);
  return kernel.getResult(0);
}

/// A tensor that needs memory, and when: from the kernel that makes it to the
/// last that reads it.
struct Root {
  int64_t bytes = 0;
  unsigned firstUse = 0, lastUse = 0;
  Place place;
  bool isPlaced = false;
};

/// A stretch of memory for values between kernels.
struct Region {
  std::optional<int64_t> argument; // whose buffer it is; none: an address
  int64_t base = 0;
  int64_t capacity = std::numeric_limits<int64_t>::max();
  int64_t end = 0; // of all that is in it
  SmallVector<Root *> placed;

  /// First fit among what lives at the same time; whether there is room.
  bool place(Root &root) {
    SmallVector<Root *> others;
    for (Root *other : placed)
      if (other->firstUse <= root.lastUse && root.firstUse <= other->lastUse)
        others.push_back(other);
    llvm::sort(others, [](const Root *a, const Root *b) {
      return a->place.offset < b->place.offset;
    });
    int64_t offset = base;
    for (Root *other : others) {
      if (offset + root.bytes <= other->place.offset)
        break;
      offset = std::max<int64_t>(
          offset,
          llvm::alignTo(other->place.offset + other->bytes, kAlignment));
    }
    if (offset - base > capacity - root.bytes)
      return false;
    root.place = {argument, offset, {}};
    root.isPlaced = true;
    end = std::max(end, offset - base + root.bytes);
    placed.push_back(&root);
    return true;
  }
};

class MemoryPlanner {
public:
  MemoryPlanner(func::FuncOp function, const isa::Chip &chip)
      : function(function), chip(chip) {}

  LogicalResult run() {
    if (failed(copyObstacles()) || failed(copyReturned()))
      return failure();
    placeArguments();
    if (failed(placeConstants()))
      return failure();
    collectLifetimes();
    placeBetweenKernels();
    attach();
    return success();
  }

private:
  /// Copies what a reshape needs in one piece.
  LogicalResult copyObstacles() {
    SmallVector<alc::KernelOp> kernels(function.getOps<alc::KernelOp>());
    for (alc::KernelOp kernel : kernels)
      for (Value input : kernel.getInputs())
        if (failed(makeResolvable(input)))
          return failure();
    return success();
  }

  LogicalResult makeResolvable(Value value) {
    Value obstacle;
    while (failed(resolveView(value, obstacle))) {
      OpBuilder builder(function.getContext());
      Operation *user = nullptr;
      for (Operation *candidate : obstacle.getUsers())
        if (!user || candidate->isBeforeInBlock(user))
          user = candidate;
      builder.setInsertionPoint(user);
      Value copy = insertCopy(builder, obstacle);
      obstacle.replaceAllUsesExcept(copy, copy.getDefiningOp());
    }
    return success();
  }

  /// A returned value must be a kernel's own, whole result, returned once.
  LogicalResult copyReturned() {
    auto returnOp =
        cast<func::ReturnOp>(function.getBody().front().getTerminator());
    llvm::SmallPtrSet<Value, 4> seen;
    OpBuilder builder(returnOp);
    for (OpOperand &operand : returnOp->getOpOperands()) {
      if (!llvm::isa<RankedTensorType>(operand.get().getType()))
        return returnOp.emitError("returns something that is not a tensor");
      if (failed(makeResolvable(operand.get())))
        return failure();
      Value obstacle;
      View view = *resolveView(operand.get(), obstacle);
      auto type = cast<RankedTensorType>(operand.get().getType());
      bool isWhole =
          view.offset == 0 && view.root.getDefiningOp<alc::KernelOp>() &&
          cast<RankedTensorType>(view.root.getType()).getNumElements() ==
              type.getNumElements() &&
          view.strides == contiguousStrides(type.getShape());
      if (!isWhole || !seen.insert(view.root).second) {
        builder.setInsertionPoint(returnOp);
        Value copy = insertCopy(builder, operand.get());
        operand.set(copy);
        view.root = copy;
        seen.insert(copy);
      }
      returned.push_back(view.root);
    }
    return success();
  }

  void describe(StringRef kind, StringRef name, Type type, int64_t bytes) {
    Builder builder(function.getContext());
    SmallVector<NamedAttribute> fields{
        builder.getNamedAttr("kind", builder.getStringAttr(kind)),
        builder.getNamedAttr("name", builder.getStringAttr(name)),
        builder.getNamedAttr("bytes", builder.getI64IntegerAttr(bytes))};
    if (auto tensor = dyn_cast_or_null<RankedTensorType>(type)) {
      std::string element;
      llvm::raw_string_ostream(element) << tensor.getElementType();
      fields.push_back(
          builder.getNamedAttr("type", builder.getStringAttr(element)));
      fields.push_back(builder.getNamedAttr(
          "shape", builder.getDenseI64ArrayAttr(tensor.getShape())));
    }
    arguments.push_back(builder.getDictionaryAttr(fields));
  }

  void place(Value root, std::optional<int64_t> argument, int64_t offset) {
    Root &entry = roots[root];
    entry.place = {argument, offset, {}};
    entry.isPlaced = true;
    entry.bytes = tensorBytes(root.getType());
  }

  void placeArguments() {
    describe("weights", "weights", {}, 0);
    describe("workspace", "workspace", {}, 0);
    auto nameOf = [](DictionaryAttr attributes, StringRef fallback,
                     unsigned number) {
      auto name =
          attributes ? attributes.getAs<StringAttr>("alc.name") : StringAttr();
      return name ? name.str() : (fallback + Twine(number)).str();
    };
    for (BlockArgument argument : function.getArguments()) {
      unsigned number = argument.getArgNumber();
      place(argument, arguments.size(), 0);
      describe("input",
               nameOf(function.getArgAttrDict(number), "input", number),
               argument.getType(), tensorBytes(argument.getType()));
    }
    for (auto [number, root] : llvm::enumerate(returned)) {
      place(root, arguments.size(), 0);
      Type type = function.getFunctionType().getResult(number);
      describe("output",
               nameOf(function.getResultAttrDict(number), "output", number),
               type, tensorBytes(type));
    }
  }

  LogicalResult placeConstants() {
    Builder builder(function.getContext());
    for (alc::KernelOp kernel : function.getOps<alc::KernelOp>())
      for (Value input : kernel.getInputs()) {
        Value obstacle;
        Value root = resolveView(input, obstacle)->root;
        ElementsAttr value;
        if (roots.contains(root) || !root.getDefiningOp<arith::ConstantOp>())
          continue;
        if (!matchPattern(root, m_Constant(&value)))
          return kernel.emitError("reads a constant without elements");
        place(root, Weights, weightBytes);
        weights.push_back(builder.getDictionaryAttr(
            {builder.getNamedAttr("offset",
                                  builder.getI64IntegerAttr(weightBytes)),
             builder.getNamedAttr("value", value)}));
        weightBytes = llvm::alignTo(weightBytes + tensorBytes(root.getType()),
                                    kAlignment);
      }
    return success();
  }

  /// The insertion that is all of `kernel`, if its destination is a value that
  /// nobody reads afterwards: then it is done in place.
  Value inPlaceDestination(alc::KernelOp kernel, unsigned position) {
    auto insert = kernel.getBody()
                      .front()
                      .getTerminator()
                      ->getOperand(0)
                      .getDefiningOp<tensor::InsertSliceOp>();
    auto argument =
        insert ? dyn_cast<BlockArgument>(insert.getDest()) : BlockArgument();
    if (!argument)
      return {};
    Value destination = kernel.getInputs()[argument.getArgNumber()];
    auto producer = destination.getDefiningOp<alc::KernelOp>();
    auto found = roots.find(destination);
    return producer && destination.hasOneUse() && found != roots.end() &&
                   !found->second.isPlaced && found->second.lastUse <= position
               ? destination
               : Value();
  }

  void collectLifetimes() {
    unsigned position = 0;
    SmallVector<alc::KernelOp> kernels(function.getOps<alc::KernelOp>());
    for (alc::KernelOp kernel : kernels) {
      ++position;
      for (Value input : kernel.getInputs()) {
        Value obstacle;
        Root &root = roots[ownerOf(resolveView(input, obstacle)->root)];
        root.lastUse = std::max(root.lastUse, position);
      }
      for (Value result : kernel.getResults()) {
        Root &root = roots[result];
        if (root.isPlaced)
          continue;
        if (Value destination = inPlaceDestination(kernel, position)) {
          owners[result] = ownerOf(destination);
          continue;
        }
        root.bytes = tensorBytes(result.getType());
        root.firstUse = root.lastUse = position;
      }
    }
  }

  Value ownerOf(Value root) const {
    auto found = owners.find(root);
    return found == owners.end() ? root : found->second;
  }

  /// Whether the L2 of one cluster moves more bytes a cycle than all of the
  /// HBM: else a value that all tiles read at once is better spread over the
  /// HBM's channels (docs/decisions/0016).
  bool isL2Faster() const {
    return double(chip.l2.bytesPerCycle) >
           chip.hbm.bytesPerCycle * double(chip.hbmChannels());
  }

  /// Largest first; each into the emptiest L2 that has room, or the workspace.
  void placeBetweenKernels() {
    SmallVector<Root *> waiting;
    for (auto &[value, root] : roots)
      if (!root.isPlaced && !owners.contains(value))
        waiting.push_back(&root);
    llvm::stable_sort(waiting, [](const Root *a, const Root *b) {
      return a->bytes > b->bytes;
    });
    SmallVector<Region> regions;
    for (uint64_t cluster = 0; isL2Faster() && cluster < chip.clusters;
         ++cluster)
      regions.push_back({std::nullopt,
                         int64_t(isa::address::l2Of(cluster)),
                         int64_t(chip.l2.bytes),
                         0,
                         {}});
    Region workspace{Workspace, 0, std::numeric_limits<int64_t>::max(), 0, {}};
    for (Root *root : waiting) {
      llvm::stable_sort(regions, [](const Region &a, const Region &b) {
        return a.placed.size() < b.placed.size();
      });
      if (llvm::none_of(regions,
                        [&](Region &region) { return region.place(*root); }))
        workspace.place(*root);
    }
    workspaceBytes = workspace.end;
    for (const Region &region : regions)
      l2Bytes = std::max(l2Bytes, region.end);
  }

  Attribute placeOf(Value value) {
    Value obstacle;
    View view = *resolveView(value, obstacle);
    Place place = roots[ownerOf(view.root)].place;
    place.offset += view.offset * elementBytes(value.getType());
    place.strides = view.strides;
    return place.toAttribute(function.getContext());
  }

  void attach() {
    Builder builder(function.getContext());
    for (alc::KernelOp kernel : function.getOps<alc::KernelOp>()) {
      SmallVector<Attribute> places;
      for (Value input : kernel.getInputs())
        places.push_back(placeOf(input));
      for (Value result : kernel.getResults())
        places.push_back(placeOf(result));
      kernel.setPlacesAttr(builder.getArrayAttr(places));
    }
    auto setBytes = [&](Argument argument, int64_t bytes) {
      NamedAttrList fields(cast<DictionaryAttr>(arguments[argument]));
      fields.set("bytes", builder.getI64IntegerAttr(bytes));
      fields.set("type", builder.getStringAttr("i8"));
      fields.set("shape", builder.getDenseI64ArrayAttr({bytes}));
      arguments[argument] = fields.getDictionary(function.getContext());
    };
    setBytes(Weights, weightBytes);
    setBytes(Workspace, workspaceBytes);
    function->setAttr("alc.arguments", builder.getArrayAttr(arguments));
    function->setAttr("alc.weights", builder.getArrayAttr(weights));
    function->setAttr("alc.l2_bytes", builder.getI64IntegerAttr(l2Bytes));
  }

  func::FuncOp function;
  const isa::Chip &chip;
  SmallVector<Value> returned;
  llvm::MapVector<Value, Root> roots;
  llvm::DenseMap<Value, Value> owners;
  SmallVector<Attribute> arguments, weights;
  int64_t weightBytes = 0, workspaceBytes = 0, l2Bytes = 0;
};

struct PlanMemory : impl::PlanMemoryPassBase<PlanMemory> {
  using PlanMemoryPassBase::PlanMemoryPassBase;
  void runOnOperation() override {
    FailureOr<isa::Chip> target = findChip(getOperation(), chip);
    if (failed(target) ||
        (!getOperation().isExternal() &&
         failed(MemoryPlanner(getOperation(), *target).run())))
      signalPassFailure();
  }
};

} // namespace
} // namespace alcyone::compiler
