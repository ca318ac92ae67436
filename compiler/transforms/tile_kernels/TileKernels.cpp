// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-tile-kernels: tries blocks, shares among tiles and loop orders, and takes
// the plan that the cost model finds cheapest among those that fit L1.

#include "compiler/analysis/KernelPlan.h"
#include "compiler/analysis/TargetChip.h"
#include "compiler/transforms/Passes.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_TILEKERNELSPASS
#include "compiler/transforms/Passes.h.inc"

namespace {

class TilingSearch {
public:
  TilingSearch(KernelPlan &plan, const isa::Chip &chip)
      : plan(plan), chip(chip), classCount(plan.loops().classes().size()) {
    makeGroups();
  }

  /// Null if no block fits L1.
  std::optional<Tiling> run() {
    SmallVector<int64_t> block;
    for (const LoopClass &loopClass : plan.loops().classes())
      block.push_back(loopClass.extent);
    if (plan.contraction())
      steps.assign(plan.stepClasses().begin(), plan.stepClasses().end());
    chooseBlocks(block, 0);
    if (best || plan.contraction())
      return best;
    // Only what does not fit goes on from what it stored.
    steps.assign(plan.stepClasses().begin(), plan.stepClasses().end());
    llvm::stable_sort(steps, [&](unsigned a, unsigned b) {
      return plan.extent(a) > plan.extent(b);
    });
    chooseBlocks(block, 0);
    return best;
  }

private:
  /// Grid classes by role; inside a group the inner ones are filled first, so
  /// that a block of several classes stays one stretch.
  void makeGroups() {
    SmallVector<unsigned> grid = plan.loops().grid();
    auto take = [&](ArrayRef<unsigned> loops, linalg::GenericOp op) {
      SmallVector<unsigned> group;
      for (unsigned loop : loops) {
        unsigned loopClass = plan.loops().classOf(op, loop);
        if (llvm::is_contained(grid, loopClass))
          group.push_back(loopClass);
      }
      if (!group.empty())
        groups.push_back(group);
    };
    if (plan.contraction()) {
      linalg::GenericOp op = plan.ops().front();
      take(plan.contraction()->batch, op);
      take(plan.contraction()->m, op);
      take(plan.contraction()->n, op);
    } else if (!grid.empty()) {
      // In the order of the last operation's loops.
      SmallVector<unsigned> group;
      for (unsigned loopClass : plan.loops().classesOf(plan.ops().back()))
        if (llvm::is_contained(grid, loopClass))
          group.push_back(loopClass);
      groups.push_back(group);
    }
  }

  static SmallVector<int64_t> sizes(int64_t extent) {
    SmallVector<int64_t> result;
    for (int64_t size = 1; size < extent; size *= 2) {
      result.push_back(size);
      if (size >= 16 && size / 2 * 3 < extent)
        result.push_back(size / 2 * 3);
    }
    result.push_back(extent);
    return result;
  }

  void chooseBlocks(SmallVector<int64_t> &block, unsigned group) {
    if (group == groups.size())
      return chooseStep(block);
    ArrayRef<unsigned> classes = groups[group];
    for (unsigned loopClass : classes)
      block[loopClass] = 1;
    for (unsigned loopClass : llvm::reverse(classes)) {
      for (int64_t size : sizes(plan.extent(loopClass))) {
        block[loopClass] = size;
        chooseBlocks(block, group + 1);
      }
    }
  }

  void chooseStep(SmallVector<int64_t> &block) {
    if (steps.empty())
      return chooseTiles(block);
    unsigned step = steps.front();
    int64_t extent = plan.extent(step);
    for (int64_t size = extent; size >= 64; size = (size + 1) / 2) {
      block[step] = size < extent ? llvm::alignTo(size, 16) : size;
      chooseTiles(block);
    }
    block[step] = extent;
    if (extent < 64)
      chooseTiles(block);
  }

  /// Shares the blocks among the tiles so that the busiest has the fewest.
  void chooseTiles(const SmallVector<int64_t> &block) {
    Tiling tiling;
    tiling.block = block;
    tiling.tiles.assign(classCount, 1);
    for (ArrayRef<unsigned> group : groups)
      tiling.order.append(group.begin(), group.end());
    llvm::erase_if(tiling.order, [&](unsigned loopClass) {
      return block[loopClass] >= plan.extent(loopClass);
    });
    // Even if every class had all tiles to itself.
    for (unsigned loopClass : tiling.order)
      tiling.tiles[loopClass] = std::min<int64_t>(
          chip.tileCount(),
          llvm::divideCeil(plan.extent(loopClass), block[loopClass]));
    plan.setTiling(tiling);
    if (plan.l1Bytes() > int64_t(chip.l1.bytes))
      return;
    tiling.tiles.assign(classCount, 1);
    fewestRuns = std::numeric_limits<int64_t>::max();
    bestTiles.clear();
    spread(tiling, 0, chip.tileCount(), 1);
    for (const SmallVector<int64_t> &tiles : bestTiles) {
      tiling.tiles = tiles;
      chooseOrder(tiling);
    }
  }

  void spread(Tiling &tiling, unsigned position, int64_t tilesLeft,
              int64_t runs) {
    if (runs > fewestRuns)
      return;
    if (position == tiling.order.size()) {
      if (runs < fewestRuns)
        bestTiles.clear();
      fewestRuns = runs;
      if (bestTiles.size() < 4)
        bestTiles.push_back(tiling.tiles);
      return;
    }
    unsigned loopClass = tiling.order[position];
    int64_t blocks =
        llvm::divideCeil(plan.extent(loopClass), tiling.block[loopClass]);
    int64_t most = std::min(blocks, tilesLeft), last = 0;
    for (int64_t trips = llvm::divideCeil(blocks, most);; ++trips) {
      int64_t tiles = llvm::divideCeil(blocks, trips);
      if (tiles != last) {
        tiling.tiles[loopClass] = last = tiles;
        spread(tiling, position + 1, tilesLeft / tiles, runs * trips);
      }
      if (tiles == 1)
        break;
    }
    tiling.tiles[loopClass] = 1;
  }

  /// Groups keep their inner order; which group is outside decides what stays
  /// in L1.
  void chooseOrder(Tiling tiling) {
    consider(tiling);
    if (plan.contraction() && groups.size() >= 2) {
      SmallVector<unsigned> order;
      auto append = [&](ArrayRef<unsigned> group) {
        for (unsigned loopClass : group)
          if (llvm::is_contained(tiling.order, loopClass))
            order.push_back(loopClass);
      };
      for (unsigned i = 0; i + 2 < groups.size(); ++i)
        append(groups[i]);
      append(groups[groups.size() - 1]);
      append(groups[groups.size() - 2]);
      tiling.order = order;
      consider(tiling);
    }
  }

  void consider(const Tiling &tiling) {
    plan.setTiling(tiling);
    if (plan.l1Bytes() > int64_t(chip.l1.bytes))
      return;
    double cycles = plan.cycles(chip);
    if (!best || cycles < bestCycles) {
      best = tiling;
      bestCycles = cycles;
    }
  }

  KernelPlan &plan;
  const isa::Chip &chip;
  unsigned classCount;
  SmallVector<SmallVector<unsigned>> groups;
  SmallVector<unsigned> steps;
  int64_t fewestRuns = 0;
  SmallVector<SmallVector<int64_t>> bestTiles;
  std::optional<Tiling> best;
  double bestCycles = 0;
};

struct TileKernels : impl::TileKernelsPassBase<TileKernels> {
  using TileKernelsPassBase::TileKernelsPassBase;
  void runOnOperation() override {
    FailureOr<isa::Chip> target = findChip(getOperation(), chip);
    if (failed(target))
      return signalPassFailure();
    getOperation().walk([&](alc::KernelOp kernel) {
      if (failed(tile(kernel, *target)))
        signalPassFailure();
    });
  }

  LogicalResult tile(alc::KernelOp kernel, const isa::Chip &target) {
    if (isMovementKernel(kernel))
      return success();
    if (!kernel.getPlaces())
      return kernel.emitOpError("has no places; alc-plan-memory gives them");
    FailureOr<KernelPlan> plan = KernelPlan::create(kernel);
    if (failed(plan))
      return failure();
    std::optional<Tiling> tiling = TilingSearch(*plan, target).run();
    if (!tiling)
      return kernel.emitError("does not fit L1 (")
             << target.l1.bytes << " bytes) with any block size";
    kernel.setTilingAttr(tiling->toAttribute(&getContext()));
    return success();
  }
};

} // namespace
} // namespace alcyone::compiler
