// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/analysis/KernelPlan.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace alcyone::compiler {

DictionaryAttr Tiling::toAttribute(MLIRContext *context) const {
  Builder builder(context);
  SmallVector<int64_t> wideOrder(order.begin(), order.end());
  return builder.getDictionaryAttr(
      {builder.getNamedAttr("block", builder.getDenseI64ArrayAttr(block)),
       builder.getNamedAttr("tiles", builder.getDenseI64ArrayAttr(tiles)),
       builder.getNamedAttr("order", builder.getDenseI64ArrayAttr(wideOrder))});
}

Tiling Tiling::fromAttribute(DictionaryAttr attribute) {
  auto read = [&](StringRef name, auto &into) {
    for (int64_t value : attribute.getAs<DenseI64ArrayAttr>(name).asArrayRef())
      into.push_back(value);
  };
  Tiling tiling;
  read("block", tiling.block);
  read("tiles", tiling.tiles);
  read("order", tiling.order);
  return tiling;
}

bool isMovementKernel(alc::KernelOp kernel) {
  Value result = kernel.getBody().front().getTerminator()->getOperand(0);
  if (result.getDefiningOp<tensor::InsertSliceOp>())
    return true;
  auto generic = result.getDefiningOp<linalg::GenericOp>();
  return generic &&
         (isMovement(generic) || isFill(generic) || hasExtract(generic) ||
          (isRounding(generic) &&
           llvm::isa<BlockArgument>(generic.getInputs()[0])));
}

FailureOr<KernelPlan> KernelPlan::create(alc::KernelOp kernel) {
  KernelPlan plan;
  plan.kernel = kernel;
  if (failed(plan.collect(kernel)))
    return failure();
  return plan;
}

/// The tensor unit's sums start from zero.
static LogicalResult checkContraction(linalg::GenericOp op) {
  auto start = dyn_cast_or_null<FloatAttr>(constantFill(op.getOutputs()[0]));
  if (!start || !start.getValue().isZero())
    return op.emitError("must start from zero to run on the tensor unit");
  return success();
}

LogicalResult KernelPlan::collect(alc::KernelOp kernel) {
  for (Operation &op : kernel.getBody().front())
    if (auto generic = dyn_cast<linalg::GenericOp>(op);
        generic && !isFill(generic))
      generics.push_back(generic);
  FailureOr<KernelLoops> loops = KernelLoops::compute(generics);
  if (failed(loops))
    return kernel.emitError("needs static shapes and values passed by plain "
                            "dimensions inside a kernel");
  kernelLoops = *loops;
  if (!generics.empty())
    contractionLoops = matchTensorContraction(generics.front());
  if (contractionLoops && failed(checkContraction(generics.front())))
    return failure();
  for (linalg::GenericOp op : generics) {
    if (isStoredConversion(op)) {
      resultBuffers[op.getResult(0)] = resultBuffers.lookup(op.getInputs()[0]);
      continue;
    }
    for (OpOperand *operand : op.getDpsInputOperands())
      if (op.payloadUsesValueFromOperand(operand) &&
          !constantFill(operand->get()) && failed(addInput(op, operand)))
        return failure();
    for (OpResult result : op->getResults())
      addResult(op, result);
  }
  findStepClasses();
  findStores();
  return success();
}

bool KernelPlan::isStoredConversion(linalg::GenericOp op) const {
  return isRounding(op) && resultBuffers.contains(op.getInputs()[0]) &&
         llvm::all_of(op->getUsers(), [](Operation *user) {
           return llvm::isa<alc::YieldOp>(user);
         });
}

LogicalResult KernelPlan::addInput(linalg::GenericOp op, OpOperand *operand) {
  if (auto found = resultBuffers.find(operand->get());
      found != resultBuffers.end()) {
    inputBuffers[operand] = found->second;
    return success();
  }
  auto argument = dyn_cast<BlockArgument>(operand->get());
  if (!argument)
    return op.emitError("reads a value that no memory holds");
  Place place = Place::fromAttribute(
      cast<DictionaryAttr>((*kernel.getPlaces())[argument.getArgNumber()]));
  FailureOr<LinearAccess> access =
      LinearAccess::compute(op.getMatchingIndexingMap(operand), place.strides);
  if (failed(access))
    return op.emitError("indexes a tensor by a map that is not linear: ")
           << AffineMapAttr::get(op.getMatchingIndexingMap(operand));
  PlanBuffer buffer;
  buffer.element = getElementTypeOrSelf(argument.getType());
  buffer.input = argument.getArgNumber();
  buffer.memoryOffset = access->offset;
  buffer.isInL2 = !place.argument;
  for (auto [loop, stride] : llvm::enumerate(access->strides)) {
    unsigned loopClass = kernelLoops.classOf(op, loop);
    if (stride != 0 && extent(loopClass) > 1)
      buffer.dims.push_back({loopClass, stride});
  }
  llvm::stable_sort(buffer.dims, [](const PlanDim &a, const PlanDim &b) {
    return std::abs(a.memoryStride) > std::abs(b.memoryStride);
  });
  if (contractionLoops && op == generics.front())
    orderForTensorUnit(op, operand, buffer);
  for (auto [number, other] : llvm::enumerate(planBuffers))
    if (other.input == buffer.input &&
        other.memoryOffset == buffer.memoryOffset &&
        llvm::equal(other.dims, buffer.dims,
                    [](const PlanDim &a, const PlanDim &b) {
                      return a.loopClass == b.loopClass &&
                             a.memoryStride == b.memoryStride;
                    })) {
      inputBuffers[operand] = number;
      return success();
    }
  inputBuffers[operand] = planBuffers.size();
  planBuffers.push_back(std::move(buffer));
  return success();
}

/// The tensor unit reads a matrix whose rows (or columns) are a fixed distance
/// apart: batch dimensions outside, then rows and columns with the one inside
/// that holds the dimension which is contiguous in memory; loops of the same
/// role in the operation's order, so that both operands agree about k.
void KernelPlan::orderForTensorUnit(linalg::GenericOp op, OpOperand *operand,
                                    PlanBuffer &buffer) const {
  if (buffer.dims.empty())
    return;
  auto roleOf = [&](unsigned loopClass) {
    auto holds = [&](ArrayRef<unsigned> loops) {
      return llvm::any_of(loops, [&](unsigned loop) {
        return kernelLoops.classOf(op, loop) == loopClass;
      });
    };
    return holds(contractionLoops->batch) ? 0
           : holds(contractionLoops->k)   ? 2
                                          : 1;
  };
  auto loopOf = [&](unsigned loopClass) {
    return llvm::find(kernelLoops.classesOf(op), loopClass) -
           kernelLoops.classesOf(op).begin();
  };
  int innerRole = roleOf(buffer.dims.back().loopClass);
  auto rank = [&](const PlanDim &dim) {
    int role = roleOf(dim.loopClass);
    int place = role == 0 ? 0 : role == innerRole ? 2 : 1;
    return std::pair(place, loopOf(dim.loopClass));
  };
  llvm::sort(buffer.dims, [&](const PlanDim &a, const PlanDim &b) {
    return rank(a) < rank(b);
  });
}

void KernelPlan::addResult(linalg::GenericOp op, OpResult result) {
  PlanBuffer buffer;
  buffer.element = getElementTypeOrSelf(result.getType());
  AffineMap map =
      op.getMatchingIndexingMap(op.getDpsInitOperand(result.getResultNumber()));
  bool isTensorResult = contractionLoops && op == generics.front();
  for (AffineExpr expression : map.getResults())
    if (auto dimension = dyn_cast<AffineDimExpr>(expression)) {
      unsigned loopClass = kernelLoops.classOf(op, dimension.getPosition());
      if (extent(loopClass) > 1)
        buffer.dims.push_back({loopClass});
    }
  if (isTensorResult) {
    // Rows before columns, as the array writes them.
    auto isColumn = [&](const PlanDim &dim) {
      return llvm::any_of(contractionLoops->n, [&](unsigned loop) {
        return kernelLoops.classOf(op, loop) == dim.loopClass;
      });
    };
    auto isBatch = [&](const PlanDim &dim) {
      return llvm::any_of(contractionLoops->batch, [&](unsigned loop) {
        return kernelLoops.classOf(op, loop) == dim.loopClass;
      });
    };
    auto rank = [&](const PlanDim &dim) {
      unsigned loop = llvm::find(kernelLoops.classesOf(op), dim.loopClass) -
                      kernelLoops.classesOf(op).begin();
      return std::pair(isBatch(dim) ? 0 : isColumn(dim) ? 2 : 1, loop);
    };
    llvm::sort(buffer.dims, [&](const PlanDim &a, const PlanDim &b) {
      return rank(a) < rank(b);
    });
  }
  resultBuffers[result] = planBuffers.size();
  planBuffers.push_back(std::move(buffer));
}

void KernelPlan::findStepClasses() {
  if (generics.empty())
    return;
  linalg::GenericOp first = generics.front();
  for (auto [loopClass, iterator] :
       llvm::zip(kernelLoops.classesOf(first), first.getIteratorTypesArray())) {
    bool isShared =
        llvm::any_of(ops().drop_front(), [&](linalg::GenericOp other) {
          return llvm::is_contained(kernelLoops.classesOf(other), loopClass);
        });
    if (iterator == utils::IteratorType::reduction && !isShared)
      steppable.push_back(loopClass);
  }
}

void KernelPlan::findStores() {
  Operation *yield = kernel.getBody().front().getTerminator();
  for (auto [number, yielded] : llvm::enumerate(yield->getOperands())) {
    Place place = Place::fromAttribute(cast<DictionaryAttr>(
        (*kernel.getPlaces())[kernel.getInputs().size() + number]));
    if (auto found = resultBuffers.find(yielded); found != resultBuffers.end())
      stores.push_back({found->second, !place.argument});
  }
}

std::optional<unsigned> KernelPlan::stepClass() const {
  for (unsigned loopClass : stepClasses())
    if (chosen.block[loopClass] < extent(loopClass))
      return loopClass;
  return std::nullopt;
}

int64_t KernelPlan::blockCount(unsigned loopClass) const {
  return llvm::divideCeil(extent(loopClass), chosen.block[loopClass]);
}

int64_t KernelPlan::trips(unsigned loopClass) const {
  return llvm::divideCeil(blockCount(loopClass), chosen.tiles[loopClass]);
}

int64_t KernelPlan::runs(unsigned level) const {
  int64_t product = 1;
  for (unsigned i = 0; i < std::min<unsigned>(level, chosen.order.size()); ++i)
    product *= trips(chosen.order[i]);
  if (level > chosen.order.size())
    product *= trips(*stepClass());
  return product;
}

void KernelPlan::layOut(PlanBuffer &buffer) const {
  int64_t stride = elementBytes(buffer.element);
  for (PlanDim &dim : llvm::reverse(buffer.dims)) {
    dim.localStride = stride;
    stride *= chosen.block[dim.loopClass];
  }
  buffer.bytes = stride;
}

void KernelPlan::setTiling(const Tiling &tiling) {
  chosen = tiling;
  std::optional<unsigned> step = stepClass();
  for (PlanBuffer &buffer : planBuffers) {
    layOut(buffer);
    buffer.level = buffer.input < 0 ? gridLevels() : 0;
    for (const PlanDim &dim : buffer.dims) {
      auto found = llvm::find(chosen.order, dim.loopClass);
      if (found != chosen.order.end())
        buffer.level =
            std::max<unsigned>(buffer.level, found - chosen.order.begin() + 1);
    }
    for (const PlanDim &dim : buffer.dims)
      if (step == dim.loopClass)
        buffer.level = gridLevels() + 1;
    buffer.slots = runs(buffer.level) > 1 ? 2 : 1;
  }
  for (unsigned number = 0; number < planBuffers.size(); ++number)
    findSharers(number);
  // What only the vector processor touches needs no second copy.
  llvm::SmallDenseSet<unsigned> shared;
  for (auto [value, number] : resultBuffers)
    if ((contractionLoops && value.getDefiningOp() == generics.front()) ||
        llvm::any_of(value.getUsers(), [](Operation *user) {
          return llvm::isa<alc::YieldOp>(user);
        }))
      shared.insert(number);
  for (auto [value, number] : resultBuffers)
    if (!shared.contains(number))
      planBuffers[number].slots = 1;
}

/// Dimensions of a DMA instruction, so that one multicast moves a slice.
static constexpr unsigned kMoveDims = 4;

/// An operand of the tensor unit is shared by the tiles that stand side by side
/// along grid dimensions which it does not have, if they run through its
/// blocks in step and their numbers form one stretch with a fixed distance.
void KernelPlan::findSharers(unsigned number) {
  PlanBuffer &buffer = planBuffers[number];
  buffer.shareCount = buffer.shareStride = 1;
  bool isTensorOperand = contractionLoops.has_value() && buffer.input >= 0;
  for (auto [operand, used] : inputBuffers)
    if (used == number && operand->getOwner() != generics.front())
      isTensorOperand = false;
  if (!isTensorOperand || buffer.dims.size() > kMoveDims)
    return;
  int64_t weight = 1; // distance of neighbours along the class at hand
  bool hasEnded = false;
  for (unsigned position = chosen.order.size(); position-- > 0;) {
    unsigned loopClass = chosen.order[position];
    int64_t tiles = chosen.tiles[loopClass];
    bool isOwn = llvm::any_of(buffer.dims, [&](const PlanDim &dim) {
      return dim.loopClass == loopClass;
    });
    if (tiles > 1 && !isOwn) {
      bool isInStep =
          position >= buffer.level || blockCount(loopClass) % tiles == 0;
      if (hasEnded || !isInStep) {
        buffer.shareCount = buffer.shareStride = 1;
        return;
      }
      if (buffer.shareCount == 1)
        buffer.shareStride = weight;
      buffer.shareCount *= tiles;
    } else if (tiles > 1 && buffer.shareCount > 1) {
      hasEnded = true;
    }
    weight *= tiles;
  }
}

/// Copies of a slice; more would outrun the queues.
static constexpr int64_t kMostSlots = 4;

void KernelPlan::useSpareMemory(int64_t l1Bytes) {
  unsigned innermost = gridLevels() + (stepClass() ? 1 : 0);
  for (bool hasGrown = true; hasGrown;) {
    hasGrown = false;
    for (PlanBuffer &buffer : planBuffers) {
      if (buffer.input < 0 || buffer.level != innermost ||
          buffer.slots == kMostSlots || buffer.slots >= runs(buffer.level))
        continue;
      ++buffer.slots;
      if (this->l1Bytes() <= l1Bytes)
        hasGrown = true;
      else
        --buffer.slots;
    }
  }
}

int64_t KernelPlan::l1Bytes() const {
  int64_t sum = 0;
  for (const PlanBuffer &buffer : planBuffers)
    sum += llvm::alignTo(buffer.bytes, 64) * buffer.slots;
  return sum;
}

} // namespace alcyone::compiler
