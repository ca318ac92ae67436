// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a kernel of generics does for a choice of blocks: which slices it
// loads, where in its loops, how they lie in L1, which buffers that takes and
// how many cycles it costs. The tiler compares plans; the lowering writes one
// down. Neither knows more about a kernel than stands here.

#ifndef ALCYONE_COMPILER_ANALYSIS_KERNELPLAN_H
#define ALCYONE_COMPILER_ANALYSIS_KERNELPLAN_H

#include "compiler/analysis/Access.h"
#include "compiler/analysis/GenericKinds.h"
#include "compiler/analysis/KernelLoops.h"
#include "compiler/dialect/Alc.h"

#include "isa/chips/Chip.h"
#include "isa/machine/EngineQueue.h"

namespace alcyone::compiler {

/// Blocks of the loop classes (KernelLoops) and their share among the tiles.
struct Tiling {
  llvm::SmallVector<int64_t> block;  // per class; its extent if it is not cut
  llvm::SmallVector<int64_t> tiles;  // per class; tiles side by side along it
  llvm::SmallVector<unsigned> order; // grid classes, outermost loop first

  mlir::DictionaryAttr toAttribute(mlir::MLIRContext *context) const;
  static Tiling fromAttribute(mlir::DictionaryAttr attribute);
};

/// One class of a value in L1, or of a slice on its way there.
struct PlanDim {
  unsigned loopClass;
  int64_t memoryStride = 0; // elements in device memory
  int64_t localStride = 0;  // bytes in L1
};

/// A value in L1: a loaded slice of an input, or a result.
struct PlanBuffer {
  mlir::Type element;
  llvm::SmallVector<PlanDim> dims; // outermost first
  unsigned level = 0;              // how many of the kernel's loops enclose it
  int64_t bytes = 0;               // of one copy
  int64_t slots = 1;
  // Of a loaded slice:
  int64_t input = -1;       // number of the kernel's input
  int64_t memoryOffset = 0; // elements
  bool isInL2 = false;      // else in HBM
  // Tiles that load the same slices at the same time, `shareStride` apart: one
  // of them loads for all.
  int64_t shareCount = 1, shareStride = 1;
};

/// Queues of the DMAs. Loads take turns on all channels of the tile but the
/// last, which stores; what is for several tiles goes through the cluster's DMA
/// if there is one.
class DmaQueues {
public:
  explicit DmaQueues(const isa::Chip &chip)
      : tileChannels(chip.tdma.channels), clusterChannels(chip.cdma.channels) {}

  uint32_t load(unsigned number) const {
    return isa::firstTdmaQueue +
           number % std::max<uint64_t>(1, tileChannels - 1);
  }
  uint32_t sharedLoad(unsigned number) const {
    return clusterChannels == 0
               ? load(number)
               : isa::firstCdmaQueue + number % clusterChannels;
  }
  uint32_t store() const { return isa::firstTdmaQueue + tileChannels - 1; }

private:
  uint64_t tileChannels, clusterChannels;
};

/// Whether the kernel only moves data (a copy, fill, gather or insertion): work
/// for the DMA that needs no plan.
bool isMovementKernel(alc::KernelOp kernel);

class KernelPlan {
public:
  /// Fails with an error at the operation that has no form.
  static mlir::FailureOr<KernelPlan> create(alc::KernelOp kernel);

  void setTiling(const Tiling &tiling);
  /// Gives the slices of the innermost loops more copies, as far as `l1Bytes`
  /// has room for them: loads then run further ahead.
  void useSpareMemory(int64_t l1Bytes);

  mlir::ArrayRef<mlir::linalg::GenericOp> ops() const { return generics; }
  const KernelLoops &loops() const { return kernelLoops; }
  const Tiling &tiling() const { return chosen; }
  llvm::ArrayRef<PlanBuffer> buffers() const { return planBuffers; }
  /// The buffer that an operand reads, or a result is written to.
  unsigned inputBuffer(mlir::OpOperand *operand) const {
    return inputBuffers.lookup(operand);
  }
  unsigned resultBuffer(mlir::Value result) const {
    return resultBuffers.lookup(result);
  }
  bool hasBuffer(mlir::OpOperand *operand) const {
    return inputBuffers.contains(operand);
  }
  /// Whether `op` only rounds a value of the kernel that is then stored: the
  /// DMA does it on the way out.
  bool isStoredConversion(mlir::linalg::GenericOp op) const;
  /// The contraction that the kernel starts with, if it does.
  const std::optional<ContractionLoops> &contraction() const {
    return contractionLoops;
  }
  /// Classes that the first operation reduces over and nobody else runs
  /// through: they can be cut into steps that go on from the results so far.
  llvm::ArrayRef<unsigned> stepClasses() const { return steppable; }
  /// The one of them that is cut, if any.
  std::optional<unsigned> stepClass() const;
  /// Loops around the operations: the grid's.
  unsigned gridLevels() const { return chosen.order.size(); }

  int64_t extent(unsigned loopClass) const {
    return kernelLoops.classes()[loopClass].extent;
  }
  int64_t blockCount(unsigned loopClass) const;
  /// Blocks along a class that one tile (the busiest) runs through.
  int64_t trips(unsigned loopClass) const;
  /// How often a block at `level` runs on one tile.
  int64_t runs(unsigned level) const;
  int64_t l1Bytes() const;
  /// Estimated cycles of the busiest tile.
  double cycles(const isa::Chip &chip) const;

private:
  mlir::LogicalResult collect(alc::KernelOp kernel);
  mlir::LogicalResult addInput(mlir::linalg::GenericOp op,
                               mlir::OpOperand *operand);
  void addResult(mlir::linalg::GenericOp op, mlir::OpResult result);
  void findStepClasses();
  void findStores();
  void orderForTensorUnit(mlir::linalg::GenericOp op, mlir::OpOperand *operand,
                          PlanBuffer &buffer) const;
  void layOut(PlanBuffer &buffer) const;
  void findSharers(unsigned number);
  double tensorCycles(const isa::Chip &chip) const;
  double vectorCycles(const isa::Chip &chip) const;
  struct MemoryCost {
    double total;                  // cycles of all moves
    double firstLoads, lastStores; // of each slice and result once
  };
  MemoryCost memoryCost(const isa::Chip &chip) const;
  double pushCycles() const;

  alc::KernelOp kernel;
  llvm::SmallVector<mlir::linalg::GenericOp> generics;
  KernelLoops kernelLoops;
  std::optional<ContractionLoops> contractionLoops;
  Tiling chosen;
  llvm::SmallVector<PlanBuffer> planBuffers;
  llvm::DenseMap<mlir::OpOperand *, unsigned> inputBuffers;
  llvm::DenseMap<mlir::Value, unsigned> resultBuffers;
  llvm::SmallVector<unsigned> steppable;
  struct Store {
    unsigned buffer;
    bool isInL2; // else to HBM
  };
  llvm::SmallVector<Store> stores; // one for each result of the kernel
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_ANALYSIS_KERNELPLAN_H
