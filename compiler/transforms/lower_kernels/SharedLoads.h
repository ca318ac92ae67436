// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Slices that several tiles need at the same time: one of them, the leader,
// loads for all (docs/decisions/0014). Per copy of the buffer, a semaphore of
// the leader counts the tiles that have done with it (one that is fast cannot
// speak for one that is slow); each tile's own semaphore `full` counts the
// slices that have come.

#ifndef ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_SHAREDLOADS_H
#define ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_SHAREDLOADS_H

#include "compiler/analysis/KernelPlan.h"
#include "compiler/transforms/lower_kernels/KernelBuilder.h"

#include "llvm/ADT/MapVector.h"

namespace alcyone::compiler {

class SharedLoads {
public:
  SharedLoads(const KernelPlan &plan, KernelBuilder &kernel, DmaQueues queues)
      : plan(plan), kernel(kernel), queues(queues) {}

  /// Emits who leads for the group of `tile`. Before all others.
  void findLeaders(mlir::OpFoldResult tile);
  /// What leaders give themselves before the kernel, and take back after it.
  void emitCredits();
  void emitDrains();

  /// Loads the slice of a buffer into the copy of this run, `offset` in L1, and
  /// makes the tensor unit wait for it.
  void emitLoad(unsigned buffer, mlir::OpFoldResult source,
                mlir::OpFoldResult offset, llvm::ArrayRef<MoveDim> dims,
                mlir::OpFoldResult iteration);

  /// The tensor unit has done with the slices of this level.
  void emitReleases(unsigned level);
  /// The same, said by the instruction that is the last to read them.
  void addReleases(alc::EngineOpBuilder &matmul, unsigned level);

private:
  struct Sharing {
    mlir::OpFoldResult first;      // tile that gets the slice
    mlir::OpFoldResult leader;     // its tile number
    mlir::OpFoldResult fromLeader; // 0 for the leader
    mlir::OpFoldResult copy;       // of the buffer, in this run
    int64_t full, free;            // semaphores; `free` + number of the copy
  };

  template <typename Emit> void forEachCopyOfLeader(Emit emit);
  mlir::OpFoldResult freeSemaphore(const Sharing &sharing);
  llvm::SmallVector<Sharing> at(unsigned level) const;
  void setRelease(alc::EngineOpBuilder &op, const Sharing &sharing,
                  const std::string &signal);

  const KernelPlan &plan;
  KernelBuilder &kernel;
  DmaQueues queues;
  llvm::MapVector<unsigned, Sharing> shared; // by buffer
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_SHAREDLOADS_H
