// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The cost of a plan, from the chip's numbers alone: the simulator's formulas
// (docs/simulator.md), simplified and without contention.

#include "compiler/analysis/KernelPlan.h"

#include "llvm/Support/MathExtras.h"

#include <cmath>

using namespace mlir;

namespace alcyone::compiler {

/// Products of a group of the tensor unit, and lanes of the vector processor:
/// fixed by the ISA.
static constexpr int64_t kGroup = 16;
static constexpr int64_t kLanes = 16;

/// Estimates of what the control processor needs to patch and push one
/// instruction, and of a round of semaphores between tiles.
static constexpr double kPushCycles = 16, kHandshakeCycles = 100;

/// The part of overlapped work that shows all the same: engines that wait for
/// each other, and moves that get in each other's way.
static constexpr double kExposed = 0.1;

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
    int64_t rows = 1, parallelRows = 1, innermost = 1;
    bool isInnermostParallel = true;
    for (auto [loopClass, iterator] :
         llvm::zip(kernelLoops.classesOf(op), op.getIteratorTypesArray())) {
      rows *= innermost;
      innermost = chosen.block[loopClass];
      isInnermostParallel = iterator == utils::IteratorType::parallel;
      if (isInnermostParallel)
        parallelRows *= innermost;
    }
    int64_t vectorsPerRow = llvm::divideCeil(innermost, kLanes);
    double vectors = double(rows) * vectorsPerRow;
    // Vectors that do not depend on each other run side by side.
    int64_t sideBySide = parallelRows;
    if (isInnermostParallel)
      sideBySide = parallelRows / innermost * vectorsPerRow;
    double lanes = std::min<double>(chip.tvp.lanes, sideBySide * kLanes);
    double perVector = 1;
    for (Operation &nested : op.getBody()->without_terminator())
      perVector += nested.getDialect()->getNamespace() == "math"
                       ? 4 + double(chip.tvp.lanes) / chip.tvp.sfuLanes
                       : 1;
    double once = chip.tvp.startCycles + chip.tvp.pipelineCycles +
                  vectors * perVector * kLanes / lanes;
    std::optional<unsigned> step = stepClass();
    sum += once * (step && op == generics.front() ? trips(*step) : 1);
  }
  return sum * runs(gridLevels());
}

/// From a request of the DMA to the first bytes: a row of the HBM is opened and
/// the network crossed, there and back, half across the chip.
static double accessLatency(const isa::Chip &chip) {
  double hops = std::sqrt(double(chip.clusters));
  return chip.tdma.startCycles + chip.hbm.controllerCycles +
         chip.cyclesFromNs(chip.hbm.tRcdNs + chip.hbm.tClNs) +
         2 * (chip.noc.injectCycles + hops * chip.noc.hopCycles);
}

/// Cycles at the tile's port for one move of a buffer's slice, and the bytes
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
  return {pieces * perPiece,
          pieces *
              std::max(double(piece), double(chip.hbm.interleaveBytes) / 2)};
}

/// A channel finishes a move before it starts the next; the channels share the
/// tile's port, and the tiles the memory's bandwidth.
KernelPlan::MemoryCost KernelPlan::memoryCost(const isa::Chip &chip) const {
  DmaQueues queues(chip);
  llvm::SmallDenseMap<uint32_t, double> queueCycles, queueOnce;
  double port = 0, l2Bytes = 0, bytes = 0, onceBytes = 0;
  auto add = [&](const PlanBuffer &buffer, int64_t runs, uint32_t queue,
                 bool isInL2) {
    auto [cycles, moved] = moveCost(buffer, chosen.block, chip);
    port += cycles * runs;
    cycles += accessLatency(chip);
    if (buffer.shareCount > 1)
      cycles += kHandshakeCycles;
    queueCycles[queue] += cycles * runs;
    queueOnce[queue] += cycles;
    if (isInL2) {
      l2Bytes += double(buffer.bytes) * runs / buffer.shareCount;
      return;
    }
    bytes += moved * runs / buffer.shareCount;
    onceBytes += moved / buffer.shareCount;
  };
  for (auto [number, buffer] : llvm::enumerate(planBuffers))
    if (buffer.input >= 0)
      add(buffer, runs(buffer.level),
          buffer.shareCount > 1 ? queues.sharedLoad(number)
                                : queues.load(number),
          buffer.isInL2);
  auto longest = [](const auto &cycles) {
    double most = 0;
    for (auto [queue, sum] : cycles)
      most = std::max(most, sum);
    return most;
  };
  double firstLoads = longest(queueOnce), loadBytes = onceBytes;
  for (const Store &store : stores)
    add(planBuffers[store.buffer], runs(gridLevels()), queues.store(),
        store.isInL2);
  int64_t activeTiles = 1;
  for (int64_t tiles : chosen.tiles)
    activeTiles *= tiles;
  double perByte = activeTiles / (double(chip.hbm.bytesPerCycle) *
                                  double(chip.hbmChannels()));
  // A value lies in one L2.
  double l2Cycles = l2Bytes * activeTiles / double(chip.l2.bytesPerCycle);
  return {
      std::max({longest(queueCycles), port, l2Cycles, bytes * perByte}),
      std::max(firstLoads, loadBytes * perByte),
      std::max(queueOnce[queues.store()], (onceBytes - loadBytes) * perByte)};
}

/// What the control processor needs for all instructions of the busiest tile.
double KernelPlan::pushCycles() const {
  int64_t instructions = 0, matmuls = contractionLoops ? 1 : 0;
  if (contractionLoops)
    matmuls = blockExtent(*this, generics.front(), contractionLoops->batch);
  for (const PlanBuffer &buffer : planBuffers)
    instructions +=
        runs(buffer.level); // a load, or the instruction that makes a result
  instructions += matmuls * runs(gridLevels() + (stepClass() ? 1 : 0));
  return kPushCycles * double(instructions);
}

double KernelPlan::cycles(const isa::Chip &chip) const {
  double tensor = tensorCycles(chip), vector = vectorCycles(chip);
  MemoryCost memory = memoryCost(chip);
  double pushes = pushCycles();
  double longest = std::max({tensor, vector, memory.total, pushes});
  double hidden = tensor + vector + memory.total + pushes - longest;
  // The engines overlap, except while the first slices come in and the last
  // block is computed and goes out: one step of all but the longest.
  int64_t steps = runs(gridLevels() + (stepClass() ? 1 : 0));
  double serial =
      tensor / steps + vector / steps + memory.firstLoads + memory.lastStores;
  if (longest == tensor || longest == vector)
    serial -= longest / steps;
  else if (longest == memory.total)
    serial -= memory.firstLoads;
  return longest + kExposed * hidden + serial;
}

} // namespace alcyone::compiler
