// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The cost of a plan, from the chip's numbers alone. The formulas are those of
// the simulator without contention (docs/simulator.md).

#include "compiler/analysis/KernelPlan.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace alcyone::compiler {

/// Products of a group of the tensor unit, and lanes of the vector processor:
/// fixed by the ISA.
static constexpr int64_t kGroup = 16;
static constexpr int64_t kLanes = 16;

/// Estimates of what the control processor needs to patch and push the
/// instructions of one operation, and of a round of semaphores between tiles.
static constexpr double kPushCycles = 40, kHandshakeCycles = 100;

static int64_t blockExtent(const KernelPlan &plan, linalg::GenericOp op,
                           ArrayRef<unsigned> loops) {
  int64_t product = 1;
  for (unsigned loop : loops)
    product *= plan.tiling().block[plan.loops().classOf(op, loop)];
  return product;
}

double KernelPlan::tensorCycles(const isa::Chip &chip) const {
  if (!contractionLoops)
    return 0;
  linalg::GenericOp op = generics.front();
  int64_t m = blockExtent(*this, op, contractionLoops->m);
  int64_t n = blockExtent(*this, op, contractionLoops->n);
  int64_t k = blockExtent(*this, op, contractionLoops->k);
  int64_t batch = blockExtent(*this, op, contractionLoops->batch);
  int64_t groupCycles =
      std::max<int64_t>(1, llvm::divideCeil(kGroup, chip.ttu.depth));
  int64_t stream = llvm::divideCeil(k, kGroup) * groupCycles;
  int64_t drain = chip.ttu.rows * chip.ttu.drainCyclesPerRow;
  int64_t blocks =
      llvm::divideCeil(m, chip.ttu.rows) * llvm::divideCeil(n, chip.ttu.cols);
  int64_t fixed = chip.ttu.startCycles + chip.l1.latencyCycles + chip.ttu.rows +
                  chip.ttu.cols + chip.ttu.pipelineCycles + drain;
  double once = fixed + stream + double(blocks - 1) * std::max(stream, drain);
  return once * batch * runs(gridLevels() + (stepClass() ? 1 : 0));
}

double KernelPlan::vectorCycles(const isa::Chip &chip) const {
  double sum = 0;
  for (linalg::GenericOp op : generics) {
    if (contractionLoops && op == generics.front())
      continue;
    int64_t elements = 1, innermost = 1;
    for (unsigned loopClass : kernelLoops.classesOf(op)) {
      elements *= chosen.block[loopClass];
      innermost = chosen.block[loopClass];
    }
    double vectors =
        double(elements) / innermost * llvm::divideCeil(innermost, kLanes);
    double perVector = 1;
    for (Operation &nested : op.getBody()->without_terminator())
      perVector += nested.getDialect()->getNamespace() == "math"
                       ? 4 + double(chip.tvp.lanes) / chip.tvp.sfuLanes
                       : 1;
    sum += chip.tvp.startCycles + chip.tvp.pipelineCycles +
           vectors * perVector * kLanes / chip.tvp.lanes;
  }
  return sum * runs(gridLevels());
}

/// Cycles of the tile's DMA for one move of a buffer's slice, and the bytes
/// that the memory really moves.
static std::pair<double, double> moveCost(const PlanBuffer &buffer,
                                          ArrayRef<int64_t> block,
                                          const isa::Chip &chip) {
  int64_t piece = elementBytes(buffer.element);
  int64_t expected = 1;
  for (const PlanDim &dim : llvm::reverse(buffer.dims)) {
    if (buffer.input >= 0 && dim.memoryStride != expected)
      break;
    piece *= block[dim.loopClass];
    expected *= block[dim.loopClass];
  }
  double pieces = double(buffer.bytes) / piece;
  double perPiece = llvm::divideCeil(piece, chip.tdma.bytesPerCycle);
  return {chip.tdma.startCycles + pieces * perPiece,
          pieces *
              std::max(double(piece), double(chip.hbm.interleaveBytes) / 2)};
}

KernelPlan::MemoryCost KernelPlan::memoryCost(const isa::Chip &chip) const {
  double tileCycles = 0, bytes = 0, onceCycles = 0, onceBytes = 0;
  double handshakes = 0;
  auto add = [&](const PlanBuffer &buffer, int64_t runs) {
    auto [cycles, moved] = moveCost(buffer, chosen.block, chip);
    tileCycles += cycles * runs;
    bytes += moved * runs / buffer.shareCount;
    onceCycles += cycles;
    onceBytes += moved / buffer.shareCount;
    if (buffer.shareCount > 1)
      handshakes += runs * kHandshakeCycles;
  };
  for (const PlanBuffer &buffer : planBuffers)
    if (buffer.input >= 0)
      add(buffer, runs(buffer.level));
  for (Value yielded :
       alc::KernelOp(kernel).getBody().front().getTerminator()->getOperands())
    if (auto found = resultBuffers.find(yielded); found != resultBuffers.end())
      add(planBuffers[found->second], runs(gridLevels()));
  int64_t activeTiles = 1;
  for (int64_t tiles : chosen.tiles)
    activeTiles *= tiles;
  double perByte = activeTiles / (double(chip.hbm.bytesPerCycle) *
                                  double(chip.hbmChannels()));
  return {std::max({tileCycles, bytes * perByte, handshakes}),
          std::max(onceCycles, onceBytes * perByte)};
}

double KernelPlan::cycles(const isa::Chip &chip) const {
  double tensor = tensorCycles(chip), vector = vectorCycles(chip);
  MemoryCost memory = memoryCost(chip);
  // The engines overlap, except while the first slices come in and the last
  // block is computed and goes out.
  int64_t steps = runs(gridLevels() + (stepClass() ? 1 : 0));
  double serial = (tensor + vector) / steps + memory.once;
  double pushes = kPushCycles * generics.size() * runs(gridLevels());
  return std::max({tensor, vector, memory.total, pushes}) + serial;
}

} // namespace alcyone::compiler
