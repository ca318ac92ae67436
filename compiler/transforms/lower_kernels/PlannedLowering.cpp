// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// for each block of the grid that is this tile's:
//   load the slices that this level of the loops needs
//   contract, in steps along k; then the vector operations
//   store the results

#include "compiler/transforms/lower_kernels/Lowering.h"
#include "compiler/transforms/lower_kernels/SharedLoads.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;

namespace alcyone::compiler {

namespace {

class PlannedLowering {
public:
  PlannedLowering(alc::KernelOp op, KernelPlan &plan, KernelBuilder &kernel,
                  MicroProgramTable &table, const isa::Chip &chip)
      : op(op), plan(plan), kernel(kernel), table(table), chip(chip),
        queues(chip), shared(plan, kernel, queues) {
    for (const LoopClass &loopClass : plan.loops().classes()) {
      block.offset.push_back(kernel.constant(0));
      block.size.push_back(kernel.constant(loopClass.extent));
    }
    block.address.resize(plan.buffers().size());
  }

  LogicalResult run() {
    OpFoldResult tile = alc::TileIdOp::create(kernel.builder, kernel.location,
                                              kernel.builder.getI64Type())
                            .getResult();
    int64_t tilesUsed = 1;
    llvm::DenseMap<unsigned, OpFoldResult> coordinate;
    OpFoldResult rest = tile;
    for (unsigned loopClass : llvm::reverse(plan.tiling().order)) {
      int64_t tiles = plan.tiling().tiles[loopClass];
      coordinate[loopClass] =
          tiles == 1 ? kernel.constant(0) : kernel.remainder(rest, tiles);
      rest = kernel.divide(rest, tiles);
      tilesUsed *= tiles;
    }
    if (tilesUsed < int64_t(chip.tileCount()))
      kernel.enterIfLess(tile, kernel.constant(tilesUsed));
    shared.findLeaders(tile);
    shared.emitCredits();
    OpFoldResult iteration = kernel.constant(0);
    emitLoads(0, iteration);
    unsigned level = 0;
    for (unsigned loopClass : plan.tiling().order) {
      iteration = enterGridLoop(loopClass, coordinate[loopClass], iteration);
      emitLoads(++level, iteration);
    }
    if (failed(emitBlock(iteration)))
      return failure();
    for (; level > 0; --level) {
      emitReleases(level);
      kernel.leave();
    }
    emitReleases(0);
    shared.emitDrains();
    if (tilesUsed < int64_t(chip.tileCount()))
      kernel.leave();
    return success();
  }

private:
  /// Steps into the loop over this tile's blocks along a class; returns the
  /// number of this run, counted over all loops around.
  OpFoldResult enterGridLoop(unsigned loopClass, OpFoldResult coordinate,
                             OpFoldResult iteration) {
    int64_t blocks = plan.blockCount(loopClass);
    int64_t tiles = plan.tiling().tiles[loopClass];
    OpFoldResult count;
    if (blocks % tiles == 0)
      count = kernel.constant(blocks / tiles);
    else
      count = kernel.divide(
          kernel.subtract(kernel.constant(blocks + tiles - 1), coordinate),
          tiles);
    OpFoldResult base = kernel.multiply(iteration, count);
    OpFoldResult counter = kernel.enterLoop(count);
    OpFoldResult number = kernel.add(
        coordinate, kernel.multiply(counter, kernel.constant(tiles)));
    setBlock(loopClass, number);
    return kernel.add(base, counter);
  }

  void setBlock(unsigned loopClass, OpFoldResult number) {
    int64_t size = plan.tiling().block[loopClass];
    int64_t extent = plan.extent(loopClass);
    block.offset[loopClass] = kernel.multiply(number, kernel.constant(size));
    block.size[loopClass] =
        extent % size == 0
            ? kernel.constant(size)
            : kernel.minimum(kernel.constant(size),
                             kernel.subtract(kernel.constant(extent),
                                             block.offset[loopClass]));
  }

  void emitBuffer(unsigned number, OpFoldResult iteration) {
    const PlanBuffer &buffer = plan.buffers()[number];
    OpBuilder &builder = kernel.builder;
    block.address[number] =
        alc::BufferOp::create(
            builder, kernel.location, builder.getI64Type(),
            kernel.value(iteration), builder.getI64IntegerAttr(number),
            builder.getI64IntegerAttr(buffer.bytes),
            builder.getI64IntegerAttr(buffer.slots), IntegerAttr(),
            buffer.shareCount > 1 ? builder.getUnitAttr() : UnitAttr())
            .getResult();
  }

  Place placeOf(unsigned number) const {
    return Place::fromAttribute(
        cast<DictionaryAttr>((*alc::KernelOp(op).getPlaces())[number]));
  }

  void emitLoads(unsigned level, OpFoldResult iteration) {
    for (auto [number, buffer] : llvm::enumerate(plan.buffers())) {
      if (buffer.input < 0 || buffer.level != level)
        continue;
      emitBuffer(number, iteration);
      int64_t bytes = elementBytes(buffer.element);
      OpFoldResult source =
          kernel.add(kernel.address(placeOf(buffer.input)),
                     kernel.constant(buffer.memoryOffset * bytes));
      SmallVector<MoveDim> dims;
      for (const PlanDim &dim : buffer.dims) {
        source = kernel.add(
            source, kernel.multiply(block.offset[dim.loopClass],
                                    kernel.constant(dim.memoryStride * bytes)));
        dims.push_back({block.size[dim.loopClass], dim.memoryStride * bytes,
                        dim.localStride});
      }
      if (buffer.shareCount > 1) {
        shared.emitLoad(number, source, block.address[number], dims, iteration);
        continue;
      }
      isa::Format format = formatOf(buffer.element);
      kernel.copy(queues.load(number), format, format, source,
                  localAddress(kernel, block.address[number]), dims,
                  {-1, int64_t(number)});
    }
  }

  /// The tensor unit has done with the shared slices of this level.
  void emitReleases(unsigned level) {
    if (level != matmulLevel() || !isOneMatmul()) // else the matmul says it
      shared.emitReleases(level);
  }

  unsigned matmulLevel() const {
    return plan.gridLevels() + (plan.stepClass() ? 1 : 0);
  }

  /// Whether the block of a contraction is one instruction.
  bool isOneMatmul() const {
    linalg::GenericOp generic = plan.ops().front();
    return plan.contraction() &&
           llvm::all_of(plan.contraction()->batch, [&](unsigned loop) {
             unsigned loopClass = plan.loops().classOf(generic, loop);
             return plan.tiling().block[loopClass] == 1;
           });
  }

  LogicalResult emitBlock(OpFoldResult iteration) {
    for (auto [number, buffer] : llvm::enumerate(plan.buffers()))
      if (buffer.input < 0)
        emitBuffer(number, iteration);
    for (linalg::GenericOp generic : plan.ops()) {
      kernel.location = generic.getLoc();
      if (plan.isStoredConversion(generic))
        continue;
      LogicalResult done = generic == plan.ops().front()
                               ? emitFirst(generic, iteration)
                               : emitVector(generic, plan, block,
                                            kernel.constant(0), kernel, table);
      if (failed(done))
        return failure();
    }
    emitStores();
    return success();
  }

  /// The first operation of a kernel, in steps if it is cut.
  LogicalResult emitFirst(linalg::GenericOp generic, OpFoldResult iteration) {
    std::optional<unsigned> step = plan.stepClass();
    OpFoldResult counter = kernel.constant(0);
    if (step) {
      OpFoldResult count = kernel.constant(plan.blockCount(*step));
      OpFoldResult base = kernel.multiply(iteration, count);
      counter = kernel.enterLoop(count);
      setBlock(*step, counter);
      emitLoads(plan.gridLevels() + 1, kernel.add(base, counter));
    }
    if (plan.contraction())
      emitMatmuls(generic, counter);
    else if (failed(emitVector(generic, plan, block, counter, kernel, table)))
      return failure();
    if (step) {
      emitReleases(plan.gridLevels() + 1);
      kernel.leave();
    }
    return success();
  }

  /// Elements of the block along loops of one role.
  OpFoldResult sizeOf(linalg::GenericOp generic, ArrayRef<unsigned> loops) {
    OpFoldResult product = kernel.constant(1);
    for (unsigned loop : loops)
      product = kernel.multiply(
          product, block.size[plan.loops().classOf(generic, loop)]);
    return product;
  }

  /// Bytes between neighbours along loops of one role: the innermost's stride;
  /// 0 if the buffer has none of them.
  int64_t strideOf(linalg::GenericOp generic, unsigned buffer,
                   ArrayRef<unsigned> loops) const {
    int64_t stride = 0;
    for (const PlanDim &dim : plan.buffers()[buffer].dims)
      for (unsigned loop : loops)
        if (plan.loops().classOf(generic, loop) == dim.loopClass)
          stride = dim.localStride;
    return stride;
  }

  void emitMatmuls(linalg::GenericOp generic, OpFoldResult counter) {
    const ContractionLoops &loops = *plan.contraction();
    unsigned a = plan.inputBuffer(generic.getDpsInputOperand(0));
    unsigned b = plan.inputBuffer(generic.getDpsInputOperand(1));
    unsigned c = plan.resultBuffer(generic->getResult(0));
    std::array<unsigned, 3> buffers{a, b, c};
    std::array<OpFoldResult, 3> address{block.address[a], block.address[b],
                                        block.address[c]};
    for (unsigned loop : loops.batch) {
      unsigned loopClass = plan.loops().classOf(generic, loop);
      OpFoldResult index = kernel.enterLoop(block.size[loopClass]);
      for (auto [at, buffer] : llvm::zip(address, buffers))
        at = kernel.add(
            at, kernel.multiply(
                    index, kernel.constant(strideOf(generic, buffer, {loop}))));
    }
    int64_t aRow = strideOf(generic, a, loops.m);
    int64_t aColumn = strideOf(generic, a, loops.k);
    int64_t bRow = strideOf(generic, b, loops.k);
    int64_t bColumn = strideOf(generic, b, loops.n);
    int64_t element = elementBytes(plan.buffers()[a].element);
    bool aIsRowMajor = aColumn == element || aRow == 0;
    bool bIsRowMajor = bColumn == element || bColumn == 0;
    // A vector has no rows to be apart.
    if (bColumn == 0)
      bIsRowMajor = bRow != element;
    alc::EngineOpBuilder matmul("matmul", isa::ttuQueue);
    matmul.set("a", address[0]).set("b", address[1]).set("c", address[2]);
    matmul.set("m", sizeOf(generic, loops.m));
    matmul.set("n", sizeOf(generic, loops.n));
    matmul.set("k", sizeOf(generic, loops.k));
    matmul.set("aStride", aIsRowMajor ? aRow : aColumn);
    matmul.set("bStride", bIsRowMajor ? bRow : bColumn);
    matmul.set("cStride", strideOf(generic, c, loops.m));
    matmul.set("aFormat", int64_t(formatOf(plan.buffers()[a].element)));
    matmul.set("bFormat", int64_t(formatOf(plan.buffers()[b].element)));
    matmul.set("cFormat", int64_t(formatOf(plan.buffers()[c].element)));
    matmul.set("aOrder", int64_t(!aIsRowMajor));
    matmul.set("bOrder", int64_t(!bIsRowMajor));
    matmul.set("accumulate", kernel.minimum(counter, kernel.constant(1)));
    matmul.reads({int64_t(a), int64_t(b)}).writes(int64_t(c));
    if (isOneMatmul())
      shared.addReleases(matmul, matmulLevel());
    matmul.create(kernel.builder, generic.getLoc());
    for (unsigned i = 0; i < loops.batch.size(); ++i)
      kernel.leave();
  }

  void emitStores() {
    Operation *yield = op.getBody().front().getTerminator();
    for (auto [number, value] : llvm::enumerate(yield->getOperands())) {
      auto generic = value.getDefiningOp<linalg::GenericOp>();
      auto type = cast<RankedTensorType>(value.getType());
      unsigned buffer = plan.resultBuffer(value);
      Place place = placeOf(op.getInputs().size() + number);
      int64_t bytes = elementBytes(type);
      AffineMap map = generic.getMatchingIndexingMap(
          generic.getDpsInitOperand(cast<OpResult>(value).getResultNumber()));
      OpFoldResult destination = kernel.address(place);
      SmallVector<MoveDim> dims;
      for (auto [expression, stride] :
           llvm::zip(map.getResults(), place.strides)) {
        auto dimension = dyn_cast<AffineDimExpr>(expression);
        if (!dimension)
          continue;
        unsigned loopClass =
            plan.loops().classOf(generic, dimension.getPosition());
        destination = kernel.add(
            destination, kernel.multiply(block.offset[loopClass],
                                         kernel.constant(stride * bytes)));
        dims.push_back({block.size[loopClass], localStride(buffer, loopClass),
                        stride * bytes});
      }
      kernel.copy(queues.store(), formatOf(plan.buffers()[buffer].element),
                  formatOf(type.getElementType()),
                  localAddress(kernel, block.address[buffer]), destination,
                  dims, {int64_t(buffer), -1});
    }
  }

  int64_t localStride(unsigned buffer, unsigned loopClass) const {
    for (const PlanDim &dim : plan.buffers()[buffer].dims)
      if (dim.loopClass == loopClass)
        return dim.localStride;
    return 0;
  }

  alc::KernelOp op;
  KernelPlan &plan;
  KernelBuilder &kernel;
  MicroProgramTable &table;
  const isa::Chip &chip;
  DmaQueues queues;
  BlockState block;
  SharedLoads shared;
};

} // namespace

void emitChipBarrier(KernelBuilder &kernel, const isa::Chip &chip) {
  uint16_t present = isa::queueMask(chip);
  for (unsigned queue = 0; queue < isa::queuePorts; ++queue)
    if (present >> queue & 1)
      alc::EngineOpBuilder("barrier", queue)
          .set("queues", int64_t(present))
          .set("scope", int64_t(isa::Scope::Chip))
          .create(kernel.builder, kernel.location);
}

LogicalResult lowerPlanned(alc::KernelOp op, KernelBuilder &kernel,
                           MicroProgramTable &table, const isa::Chip &chip) {
  FailureOr<KernelPlan> plan = KernelPlan::create(op);
  if (failed(plan))
    return failure();
  plan->setTiling(Tiling::fromAttribute(*op.getTiling()));
  plan->useSpareMemory(int64_t(chip.l1.bytes));
  return PlannedLowering(op, *plan, kernel, table, chip).run();
}

} // namespace alcyone::compiler
