// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies, fills, insertions and gathers, from device memory to device memory;
// each tile does a slice of the longest suitable loop.

#include "compiler/transforms/lower_kernels/Lowering.h"
#include "compiler/vector/ScalarLowering.h"
#include "isa/semantics/Tdma.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace alcyone::compiler {

namespace {

/// A loop of a move: its extent and what one step means on either side.
struct MoveLoop {
  int64_t extent;
  int64_t source = 0, destination = 0, index = 0; // bytes
};

class MovementLowering {
public:
  MovementLowering(alc::KernelOp op, KernelBuilder &kernel,
                   const isa::Chip &chip)
      : op(op), kernel(kernel), chip(chip), queues(chip) {}

  LogicalResult run() {
    Operation *yield = op.getBody().front().getTerminator();
    for (auto [number, result] : llvm::enumerate(yield->getOperands())) {
      destination = placeOf(op.getInputs().size() + number);
      type = cast<RankedTensorType>(result.getType());
      if (failed(lower(cast<OpResult>(result))))
        return failure();
    }
    return success();
  }

private:
  LogicalResult lower(OpResult result) {
    if (auto insert = result.getDefiningOp<tensor::InsertSliceOp>())
      return lowerInsert(insert);
    auto generic = result.getDefiningOp<linalg::GenericOp>();
    if (hasExtract(generic))
      return lowerGather(generic);
    if (isFill(generic))
      return lowerFill(result);
    return lowerCopy(generic);
  }

  Place placeOf(unsigned number) {
    return Place::fromAttribute(
        cast<DictionaryAttr>((*op.getPlaces())[number]));
  }

  FailureOr<LinearAccess> accessOf(linalg::GenericOp generic,
                                   OpOperand *operand, const Place &place) {
    FailureOr<LinearAccess> access = LinearAccess::compute(
        generic.getMatchingIndexingMap(operand), place.strides);
    if (failed(access))
      return generic.emitOpError(
          "indexes a tensor by a map that is not linear");
    return access;
  }

  /// Cuts the longest loop but the innermost among the tiles and emits the
  /// move of this tile's part by `emit(base offsets..., dims)`.
  template <typename Emit> void share(SmallVector<MoveLoop> loops, Emit emit) {
    unsigned cut = 0;
    for (unsigned i = 1; i + 1 < loops.size(); ++i)
      if (loops[i].extent > loops[cut].extent)
        cut = i;
    if (loops.empty())
      loops.push_back({1});
    int64_t extent = loops[cut].extent;
    int64_t part = llvm::divideCeil(extent, chip.tileCount());
    OpFoldResult tile = alc::TileIdOp::create(kernel.builder, kernel.location,
                                              kernel.builder.getI64Type())
                            .getResult();
    if (chip.tileCount() == 1)
      tile = kernel.constant(0);
    OpFoldResult first = kernel.multiply(tile, kernel.constant(part));
    kernel.enterIfLess(first, kernel.constant(extent));
    OpFoldResult size = kernel.minimum(
        kernel.constant(part), kernel.subtract(kernel.constant(extent), first));
    SmallVector<MoveDim> dims;
    for (auto [i, loop] : llvm::enumerate(loops))
      dims.push_back({i == cut ? size : kernel.constant(loop.extent),
                      loop.source, loop.destination});
    emit(loops[cut], first, dims);
    kernel.leave();
  }

  void emitCopy(ArrayRef<MoveLoop> loops, OpFoldResult source,
                OpFoldResult target, Type from, Type to) {
    share(SmallVector<MoveLoop>(loops), [&](const MoveLoop &cut,
                                            OpFoldResult first,
                                            ArrayRef<MoveDim> dims) {
      kernel.copy(
          queues.store(), formatOf(from), formatOf(to),
          kernel.add(source,
                     kernel.multiply(first, kernel.constant(cut.source))),
          kernel.add(target,
                     kernel.multiply(first, kernel.constant(cut.destination))),
          dims, {});
    });
  }

  LogicalResult lowerCopy(linalg::GenericOp generic) {
    OpOperand *input = generic.getDpsInputOperand(0);
    auto argument = cast<BlockArgument>(input->get());
    Place source = placeOf(argument.getArgNumber());
    FailureOr<LinearAccess> from = accessOf(generic, input, source);
    FailureOr<LinearAccess> to =
        accessOf(generic, generic.getDpsInitOperand(0), destination);
    if (failed(from) || failed(to))
      return failure();
    Type sourceType = getElementTypeOrSelf(argument.getType());
    int64_t sourceBytes = elementBytes(sourceType), bytes = elementBytes(type);
    SmallVector<MoveLoop> loops;
    for (auto [i, extent] : llvm::enumerate(generic.getStaticLoopRanges()))
      loops.push_back(
          {extent, from->strides[i] * sourceBytes, to->strides[i] * bytes});
    emitCopy(loops,
             kernel.add(kernel.address(source),
                        kernel.constant(from->offset * sourceBytes)),
             kernel.address(destination), sourceType, type.getElementType());
    return success();
  }

  LogicalResult lowerFill(OpResult result) {
    TypedAttr value = constantFill(result);
    std::optional<uint32_t> bits = value ? constantBits(value) : std::nullopt;
    Type element = type.getElementType();
    if (!bits || formatOf(element) == isa::Format::None)
      return result.getOwner()->emitOpError(
          "fills with a value that the DMA has "
          "no format for");
    if (element.isBF16())
      *bits >>= 16;
    int64_t bytes = elementBytes(type);
    SmallVector<MoveLoop> loops;
    for (auto [extent, stride] :
         llvm::zip(type.getShape(), destination.strides))
      loops.push_back({extent, 0, stride * bytes});
    share(std::move(loops), [&](const MoveLoop &cut, OpFoldResult first,
                                ArrayRef<MoveDim> dims) {
      kernel.fill(
          queues.store(), formatOf(element), *bits,
          kernel.add(kernel.address(destination),
                     kernel.multiply(first, kernel.constant(cut.destination))),
          dims, {});
    });
    return success();
  }

  LogicalResult lowerInsert(tensor::InsertSliceOp insert) {
    Type element = type.getElementType();
    int64_t bytes = elementBytes(type);
    if (auto argument = dyn_cast<BlockArgument>(insert.getDest())) {
      Place old = placeOf(argument.getArgNumber());
      if (!(old == destination)) {
        SmallVector<MoveLoop> loops;
        for (auto [i, extent] : llvm::enumerate(type.getShape()))
          loops.push_back(
              {extent, old.strides[i] * bytes, destination.strides[i] * bytes});
        emitCopy(loops, kernel.address(old), kernel.address(destination),
                 element, element);
        emitChipBarrier(kernel, chip);
      }
    } else if (auto fill = dyn_cast<OpResult>(insert.getDest());
               fill && constantFill(fill)) {
      if (failed(lowerFill(fill)))
        return failure();
      emitChipBarrier(kernel, chip);
    }
    auto argument = dyn_cast<BlockArgument>(insert.getSource());
    if (!argument)
      return insert.emitOpError("inserts a value that no memory holds");
    Place source = placeOf(argument.getArgNumber());
    llvm::SmallBitVector dropped = insert.getDroppedDims();
    int64_t offset = 0;
    unsigned sourceDim = 0;
    SmallVector<MoveLoop> loops;
    for (unsigned i = 0; i < destination.strides.size(); ++i) {
      offset += insert.getStaticOffset(i) * destination.strides[i];
      if (dropped.test(i))
        continue;
      loops.push_back(
          {insert.getStaticSize(i), source.strides[sourceDim++] * bytes,
           insert.getStaticStride(i) * destination.strides[i] * bytes});
    }
    emitCopy(loops, kernel.address(source),
             kernel.add(kernel.address(destination),
                        kernel.constant(offset * bytes)),
             element, element);
    return success();
  }

  /// Rows of a table by computed numbers: the body is one tensor.extract whose
  /// indices are loop counters but for one, which an integer tensor gives.
  LogicalResult lowerGather(linalg::GenericOp generic) {
    auto extracts = generic.getBody()->getOps<tensor::ExtractOp>();
    tensor::ExtractOp extract = *extracts.begin();
    auto table = dyn_cast<BlockArgument>(extract.getTensor());
    Operation *yield = generic.getBody()->getTerminator();
    if (!llvm::hasSingleElement(extracts) || !table ||
        table.getOwner()->getParentOp() != op ||
        yield->getOperand(0) != extract.getResult() ||
        generic.getNumResults() != 1 || !isElementwise(generic))
      return extract.emitOpError(
          "cannot be lowered: only a look-up whose result "
          "is yielded as it is becomes a gather");
    Place tablePlace = placeOf(table.getArgNumber());
    int64_t bytes = elementBytes(type);
    SmallVector<int64_t> extents = generic.getStaticLoopRanges();
    SmallVector<MoveLoop> loops;
    FailureOr<LinearAccess> to =
        accessOf(generic, generic.getDpsInitOperand(0), destination);
    if (failed(to))
      return failure();
    for (auto [extent, stride] : llvm::zip(extents, to->strides))
      loops.push_back({extent, 0, stride * bytes});
    int64_t rowStride = 0, limit = 0;
    OpOperand *list = nullptr;
    OpFoldResult source = kernel.address(tablePlace);
    for (auto [dimension, index] : llvm::enumerate(extract.getIndices())) {
      int64_t stride = tablePlace.strides[dimension] * bytes;
      Value origin = index;
      while (auto cast = origin.getDefiningOp<arith::IndexCastOp>())
        origin = cast.getIn();
      IntegerAttr constant;
      if (auto counter = origin.getDefiningOp<linalg::IndexOp>())
        loops[counter.getDim()].source += stride;
      else if (matchPattern(origin, m_Constant(&constant)))
        source =
            kernel.add(source, kernel.constant(constant.getInt() * stride));
      else if (auto argument = dyn_cast<BlockArgument>(origin);
               argument && !list &&
               argument.getArgNumber() < generic.getNumDpsInputs()) {
        list = generic.getDpsInputOperand(argument.getArgNumber());
        rowStride = stride;
        limit = cast<RankedTensorType>(table.getType()).getDimSize(dimension);
      } else
        return extract.emitOpError("cannot be lowered: index ")
               << dimension
               << " is neither a loop counter nor an element of "
                  "one integer tensor";
    }
    return emitGather(generic, loops, list, source, rowStride, limit);
  }

  LogicalResult emitGather(linalg::GenericOp generic,
                           SmallVector<MoveLoop> &loops, OpOperand *list,
                           OpFoldResult source, int64_t rowStride,
                           int64_t limit) {
    Type element = type.getElementType();
    if (!list) {
      emitCopy(loops, source, kernel.address(destination), element, element);
      return success();
    }
    auto argument = dyn_cast<BlockArgument>(list->get());
    if (!argument)
      return generic.emitOpError("gathers by indices that no memory holds");
    Place listPlace = placeOf(argument.getArgNumber());
    Type listElement = getElementTypeOrSelf(argument.getType());
    FailureOr<LinearAccess> at = accessOf(generic, list, listPlace);
    if (failed(at))
      return failure();
    int64_t listBytes = elementBytes(listElement);
    for (auto [loop, stride] : llvm::zip(loops, at->strides))
      loop.index = stride * listBytes;
    GatherLoops nest = arrange(loops);
    nest.row.source = rowStride;
    Nest outer{source, kernel.address(destination),
               kernel.add(kernel.address(listPlace),
                          kernel.constant(at->offset * listBytes))};
    // Only the rows are shared out: a slice of a row would need the list too.
    int64_t part = llvm::divideCeil(nest.row.extent, chip.tileCount());
    if (part > int64_t(isa::maxGatherRows))
      return generic.emitOpError("gathers ")
             << part << " rows a tile; a DMA instruction takes "
             << isa::maxGatherRows;
    OpFoldResult tile = chip.tileCount() == 1
                            ? kernel.constant(0)
                            : OpFoldResult(alc::TileIdOp::create(
                                               kernel.builder, kernel.location,
                                               kernel.builder.getI64Type())
                                               .getResult());
    OpFoldResult first = kernel.multiply(tile, kernel.constant(part));
    OpFoldResult extent = kernel.constant(nest.row.extent);
    kernel.enterIfLess(first, extent);
    OpFoldResult size =
        kernel.minimum(kernel.constant(part), kernel.subtract(extent, first));
    outer.advance(kernel, nest.row, first);
    outer.source = source; // rows of the table come by number
    for (const MoveLoop &loop : nest.outer)
      outer.advance(kernel, loop,
                    kernel.enterLoop(kernel.constant(loop.extent)));
    alc::EngineOpBuilder gather("gather", queues.store());
    gather.set("src", outer.source).set("dst", outer.destination);
    gather.set("index", outer.index);
    gather.set("indexFormat", int64_t(formatOf(listElement)));
    gather.set("indexLimit", limit).set("indexStride", nest.row.index);
    gather.set("srcFormat", int64_t(formatOf(element)));
    gather.set("dstFormat", int64_t(formatOf(element)));
    setShape(gather, nest, size);
    gather.create(kernel.builder, kernel.location);
    for (unsigned i = 0; i < nest.outer.size(); ++i)
      kernel.leave();
    kernel.leave();
    return success();
  }

  /// A gather's own loops: the rows by the list, up to three of a row; what is
  /// left over runs on the control processor.
  struct GatherLoops {
    MoveLoop row{1};
    SmallVector<MoveLoop> columns, outer;
  };

  static GatherLoops arrange(ArrayRef<MoveLoop> loops) {
    GatherLoops nest;
    bool hasRow = false;
    for (const MoveLoop &loop : llvm::reverse(loops)) {
      MoveLoop &row = nest.row;
      if (loop.extent == 1)
        continue;
      if (loop.index == 0 && nest.columns.size() < 3) {
        nest.columns.insert(nest.columns.begin(), loop);
      } else if (loop.index == 0 || loop.source != 0) {
        nest.outer.push_back(loop);
      } else if (!hasRow) {
        row = loop;
        hasRow = true;
      } else if (loop.index == row.index * row.extent &&
                 loop.destination == row.destination * row.extent) {
        row.extent *= loop.extent;
      } else {
        nest.outer.push_back(loop);
      }
    }
    return nest;
  }

  /// Where a move stands in its three places.
  struct Nest {
    OpFoldResult source, destination, index;

    void advance(KernelBuilder &kernel, const MoveLoop &loop,
                 OpFoldResult counter) {
      auto step = [&](OpFoldResult &at, int64_t stride) {
        at = kernel.add(at, kernel.multiply(counter, kernel.constant(stride)));
      };
      step(source, loop.source);
      step(destination, loop.destination);
      step(index, loop.index);
    }
  };

  static void setShape(alc::EngineOpBuilder &gather, const GatherLoops &nest,
                       OpFoldResult rows) {
    gather.set("shape", rows, 0);
    gather.set("srcStride", nest.row.source, 0);
    gather.set("dstStride", nest.row.destination, 0);
    unsigned slot = 4 - nest.columns.size();
    for (unsigned i = 1; i < slot; ++i)
      gather.set("shape", 1, i);
    for (const MoveLoop &column : nest.columns) {
      gather.set("shape", column.extent, slot);
      gather.set("srcStride", column.source, slot);
      gather.set("dstStride", column.destination, slot++);
    }
  }

  alc::KernelOp op;
  KernelBuilder &kernel;
  const isa::Chip &chip;
  DmaQueues queues;
  Place destination;
  RankedTensorType type;
};

} // namespace

LogicalResult lowerMovement(alc::KernelOp op, KernelBuilder &kernel,
                            const isa::Chip &chip) {
  return MovementLowering(op, kernel, chip).run();
}

} // namespace alcyone::compiler
