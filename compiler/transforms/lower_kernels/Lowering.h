// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two ways in which a kernel becomes loops of engine instructions. Both
// write the body of a function of the tile; barriers are put around by the
// pass.

#ifndef ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_LOWERING_H
#define ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_LOWERING_H

#include "compiler/transforms/lower_kernels/VectorEmitter.h"

namespace alcyone::compiler {

/// All queues of a tile meet; with those of all other tiles.
void emitChipBarrier(KernelBuilder &kernel, const isa::Chip &chip);

/// A kernel with a plan: contraction and vector operations on blocks.
mlir::LogicalResult lowerPlanned(alc::KernelOp op, KernelBuilder &kernel,
                                 MicroProgramTable &table,
                                 const isa::Chip &chip);

/// A kernel that only moves data.
mlir::LogicalResult lowerMovement(alc::KernelOp op, KernelBuilder &kernel,
                                  const isa::Chip &chip);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_LOWERING_H
