// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// alc-plan-l1: lays the buffers of a function one after another in L1. Nothing
// is shared: engines run asynchronously, so that the buffers of two blocks may
// be in use at the same time although the blocks follow each other.

#include "compiler/analysis/TargetChip.h"
#include "compiler/transforms/Passes.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;

namespace alcyone::compiler {
#define GEN_PASS_DEF_PLANL1PASS
#include "compiler/transforms/Passes.h.inc"

namespace {

/// Where copies start: a multiple of any element's size and of an L1 line of
/// all banks of the smaller chips.
constexpr int64_t kAlignment = 64;
/// How many buffers the message names when they do not fit.
constexpr size_t kLargest = 5;

int64_t totalBytes(alc::BufferOp buffer) {
  return buffer.getBytes() * buffer.getSlots();
}

void reportTooLarge(func::FuncOp function, SmallVector<alc::BufferOp> buffers,
                    int64_t need, int64_t capacity, StringRef chip) {
  InFlightDiagnostic error = function.emitOpError("needs ")
                             << need << " bytes of L1; a tile of " << chip
                             << " has " << capacity;
  llvm::stable_sort(buffers, [](alc::BufferOp a, alc::BufferOp b) {
    return totalBytes(a) > totalBytes(b);
  });
  for (alc::BufferOp buffer : ArrayRef(buffers).take_front(kLargest))
    error.attachNote(buffer.getLoc())
        << "buffer " << buffer.getId() << ": " << totalBytes(buffer)
        << " bytes in " << buffer.getSlots()
        << (buffer.getSlots() == 1 ? " copy" : " copies");
}

/// Gives `base` to every buffer. Rounds `bytes` up, so that each copy is
/// aligned. Fails with an error when L1 is too small.
LogicalResult placeBuffers(func::FuncOp function, int64_t capacity,
                           StringRef chip) {
  SmallVector<alc::BufferOp> buffers;
  function.walk([&](alc::BufferOp buffer) { buffers.push_back(buffer); });
  int64_t next = 0;
  for (alc::BufferOp buffer : buffers) {
    int64_t bytes = buffer.getBytes(), slots = buffer.getSlots(), total;
    if (bytes < 1 || slots < 1)
      return buffer.emitOpError("has no bytes or no slots");
    if (llvm::AddOverflow(bytes, kAlignment - 1, total) ||
        llvm::MulOverflow(bytes = llvm::alignTo(bytes, kAlignment), slots,
                          total) ||
        llvm::AddOverflow(next, total, total))
      return buffer.emitOpError("has a size beyond 64 bits");
    buffer.setBytes(bytes);
    buffer.setBase(next);
    next = total;
  }
  if (next <= capacity)
    return success();
  reportTooLarge(function, buffers, next, capacity, chip);
  return failure();
}

struct PlanL1 : impl::PlanL1PassBase<PlanL1> {
  using PlanL1PassBase::PlanL1PassBase;

  void runOnOperation() override {
    FailureOr<isa::Chip> target = findChip(getOperation(), chip);
    if (failed(target) ||
        failed(placeBuffers(getOperation(), target->l1.bytes, target->name)))
      signalPassFailure();
  }
};

} // namespace
} // namespace alcyone::compiler
