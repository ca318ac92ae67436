// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic and data movement that every lowered kernel is written with.
// Sizes and offsets are OpFoldResults of i64: constants stay constants, so that
// only what changes at run time costs control code.

#ifndef ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_KERNELBUILDER_H
#define ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_KERNELBUILDER_H

#include "compiler/analysis/Access.h"
#include "compiler/dialect/Alc.h"

#include "isa/generated/Instructions.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace alcyone::compiler {

/// One dimension of a strided move: elements and bytes between them.
struct MoveDim {
  mlir::OpFoldResult size;
  int64_t source = 0, destination = 0;
};

/// Which L1 buffers a move touches (-1: none).
struct MoveBuffers {
  int64_t reads = -1, writes = -1;
};

/// The tiles that a multicast writes to, `stride` apart. It starts when each of
/// them has signalled `free` to the sender; each gets a signal of its own
/// `full`.
struct Receivers {
  mlir::OpFoldResult first;
  int64_t count, stride;
  mlir::OpFoldResult free;
  int64_t full;
};

class KernelBuilder {
public:
  KernelBuilder(mlir::OpBuilder &builder, mlir::Location location)
      : builder(builder), location(location) {}

  mlir::OpFoldResult constant(int64_t value) {
    return builder.getI64IntegerAttr(value);
  }
  mlir::Value value(mlir::OpFoldResult result);
  mlir::OpFoldResult add(mlir::OpFoldResult a, mlir::OpFoldResult b);
  mlir::OpFoldResult subtract(mlir::OpFoldResult a, mlir::OpFoldResult b);
  mlir::OpFoldResult multiply(mlir::OpFoldResult a, mlir::OpFoldResult b);
  mlir::OpFoldResult minimum(mlir::OpFoldResult a, mlir::OpFoldResult b);
  mlir::OpFoldResult divide(mlir::OpFoldResult a, int64_t b);
  mlir::OpFoldResult remainder(mlir::OpFoldResult a, int64_t b);

  /// for (i = 0; i < count; ++i); no loop where count is the constant 1. The
  /// builder is inside afterwards; `leave` steps out again.
  mlir::OpFoldResult enterLoop(mlir::OpFoldResult count);
  /// Runs what follows only where `a < b`.
  void enterIfLess(mlir::OpFoldResult a, mlir::OpFoldResult b);
  void leave();

  /// Device address of a tensor's first element.
  mlir::OpFoldResult address(const Place &place);

  /// Emits copies of up to four dimensions, in loops if there are more.
  void copy(uint32_t queue, isa::Format sourceFormat,
            isa::Format destinationFormat, mlir::OpFoldResult source,
            mlir::OpFoldResult destination, llvm::ArrayRef<MoveDim> dims,
            MoveBuffers buffers);
  /// One copy to the same `offset` in L1 of several tiles. Needs dimensions
  /// that fit one instruction.
  void multicast(uint32_t queue, isa::Format format, mlir::OpFoldResult source,
                 mlir::OpFoldResult offset, llvm::ArrayRef<MoveDim> dims,
                 MoveBuffers buffers, const Receivers &receivers);
  void fill(uint32_t queue, isa::Format format, uint32_t bits,
            mlir::OpFoldResult destination, llvm::ArrayRef<MoveDim> dims,
            MoveBuffers buffers);

  mlir::OpBuilder &builder;
  mlir::Location location;

private:
  struct Nest {
    mlir::OpFoldResult source, destination;
    llvm::SmallVector<MoveDim, 4> inner; // exactly four
    unsigned loops = 0;
  };
  alc::EngineOpBuilder makeCopy(uint32_t queue, isa::Format sourceFormat,
                                isa::Format destinationFormat, const Nest &nest,
                                MoveBuffers buffers);
  Nest enterOuterDims(mlir::OpFoldResult source, mlir::OpFoldResult destination,
                      llvm::ArrayRef<MoveDim> dims);

  llvm::SmallVector<mlir::OpBuilder::InsertPoint> outside;
  llvm::SmallVector<bool> isRealLoop;
};

/// Drops dimensions of size 1 and joins those that follow each other on both
/// sides.
llvm::SmallVector<MoveDim> simplify(llvm::ArrayRef<MoveDim> dims);

/// How the ISA calls an element type in memory.
isa::Format formatOf(mlir::Type element);

/// Address of the own tile's L1, as the DMA sees it.
mlir::OpFoldResult localAddress(KernelBuilder &kernel,
                                mlir::OpFoldResult offset);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_LOWERKERNELS_KERNELBUILDER_H
