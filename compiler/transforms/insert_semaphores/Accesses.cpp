// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/insert_semaphores/Accesses.h"

using namespace mlir;

namespace alcyone::compiler {

bool readsBuffer(alc::EngineOp op, int64_t id) {
  return llvm::is_contained(op.getReads(), id);
}

bool writesBuffer(alc::EngineOp op, int64_t id) {
  return llvm::is_contained(op.getWrites(), id);
}

namespace {

using Numbers = llvm::DenseMap<int64_t, unsigned>; // buffer id to index

LogicalResult collectBuffers(func::FuncOp function,
                             SmallVectorImpl<BufferAccesses> &buffers,
                             Numbers &numbers) {
  WalkResult result = function.walk([&](alc::BufferOp buffer) {
    int64_t id = buffer.getId();
    if (!numbers.try_emplace(id, buffers.size()).second) {
      buffer.emitOpError("has the id of another buffer, ") << id;
      return WalkResult::interrupt();
    }
    if (buffer.getSlots() < 1 || buffer.getSlots() > kSemaphoreMaximum) {
      buffer.emitOpError("has ") << buffer.getSlots() << " slots; 1 to "
                                 << kSemaphoreMaximum << " are possible";
      return WalkResult::interrupt();
    }
    buffers.push_back({buffer, {}});
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

/// Whether `op` runs after `buffer` in the same run of the buffer's block.
bool isInScope(alc::EngineOp op, alc::BufferOp buffer) {
  Operation *item = buffer->getBlock()->findAncestorOpInBlock(*op);
  return item && buffer->isBeforeInBlock(item);
}

LogicalResult addAccesses(alc::EngineOp op,
                          MutableArrayRef<BufferAccesses> buffers,
                          const Numbers &numbers) {
  llvm::SmallSetVector<int64_t, 4> ids;
  ids.insert(op.getReads().begin(), op.getReads().end());
  ids.insert(op.getWrites().begin(), op.getWrites().end());
  for (int64_t id : ids) {
    auto number = numbers.find(id);
    if (number == numbers.end())
      return op->emitOpError("touches buffer ") << id << ", which is not there";
    BufferAccesses &accesses = buffers[number->second];
    if (!isInScope(op, accesses.buffer)) {
      InFlightDiagnostic error = op->emitOpError("touches buffer ")
                                 << id << " outside of its scope";
      error.attachNote(accesses.buffer.getLoc()) << "the buffer";
      return error;
    }
    accesses.ops.push_back(op);
  }
  return success();
}

/// Every instruction that gets a value computed from the buffer's address has
/// to list the buffer, else nothing would order it.
LogicalResult checkAddressUses(alc::BufferOp buffer) {
  SmallVector<Value> worklist = {buffer.getAddress()};
  llvm::DenseSet<Value> seen;
  while (!worklist.empty()) {
    Value value = worklist.pop_back_val();
    if (!seen.insert(value).second)
      continue;
    for (Operation *user : value.getUsers()) {
      auto op = llvm::dyn_cast<alc::EngineOp>(user);
      if (op && !readsBuffer(op, buffer.getId()) &&
          !writesBuffer(op, buffer.getId()))
        return op->emitOpError("uses the address of buffer ")
               << buffer.getId() << " but neither reads nor writes it";
      llvm::append_range(worklist, user->getResults());
    }
  }
  return success();
}

LogicalResult checkStructured(func::FuncOp function) {
  WalkResult result = function.walk([&](Operation *op) {
    for (Region &region : op->getRegions())
      if (!region.empty() && !region.hasOneBlock()) {
        op->emitOpError("has a region of several blocks; engine instructions "
                        "are ordered in structured control flow only");
        return WalkResult::interrupt();
      }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

} // namespace

FailureOr<SmallVector<BufferAccesses>> collectAccesses(func::FuncOp function) {
  SmallVector<BufferAccesses> buffers;
  Numbers numbers;
  if (failed(collectBuffers(function, buffers, numbers)))
    return failure();
  WalkResult result = function.walk([&](alc::EngineOp op) {
    return WalkResult(addAccesses(op, buffers, numbers));
  });
  if (result.wasInterrupted())
    return failure();
  for (BufferAccesses &accesses : buffers)
    if (failed(checkAddressUses(accesses.buffer)))
      return failure();
  if (!buffers.empty() && failed(checkStructured(function)))
    return failure();
  return buffers;
}

} // namespace alcyone::compiler
