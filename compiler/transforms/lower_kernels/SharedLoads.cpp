// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/transforms/lower_kernels/SharedLoads.h"

using namespace mlir;

namespace alcyone::compiler {

void SharedLoads::findLeaders(OpFoldResult tile) {
  // alc-insert-semaphores goes on from the highest number in use.
  int64_t next = 0;
  for (auto [number, buffer] : llvm::enumerate(plan.buffers())) {
    if (buffer.shareCount == 1)
      continue;
    Sharing &sharing = shared[number];
    int64_t count = buffer.shareCount, stride = buffer.shareStride;
    OpFoldResult member = kernel.remainder(kernel.divide(tile, stride), count);
    sharing.first =
        kernel.subtract(tile, kernel.multiply(member, kernel.constant(stride)));
    // Groups take turns, so that few tiles lead for both operands: a leader's
    // queue holds up all others.
    OpFoldResult group = kernel.add(kernel.remainder(tile, stride),
                                    kernel.divide(tile, stride * count));
    OpFoldResult leading = kernel.remainder(
        kernel.add(group, kernel.constant(int64_t(number))), count);
    sharing.leader = kernel.add(
        sharing.first, kernel.multiply(leading, kernel.constant(stride)));
    sharing.fromLeader = kernel.remainder(
        kernel.add(member, kernel.subtract(kernel.constant(count), leading)),
        count);
    sharing.full = next++;
    sharing.free = next;
    next += buffer.slots;
  }
}

template <typename Emit> void SharedLoads::forEachCopyOfLeader(Emit emit) {
  for (auto &[number, sharing] : shared) {
    const PlanBuffer &buffer = plan.buffers()[number];
    kernel.enterIfLess(sharing.fromLeader, kernel.constant(1));
    for (int64_t copy = 0; copy < buffer.slots; ++copy)
      emit(queues.sharedLoad(number), sharing.free + copy, buffer.shareCount);
    kernel.leave();
  }
}

void SharedLoads::emitCredits() {
  forEachCopyOfLeader([&](uint32_t queue, int64_t semaphore, int64_t count) {
    alc::EngineOpBuilder("sync", queue)
        .signals({semaphore, count, isa::targetOwn})
        .create(kernel.builder, kernel.location);
  });
}

void SharedLoads::emitDrains() {
  forEachCopyOfLeader([&](uint32_t queue, int64_t semaphore, int64_t count) {
    alc::EngineOpBuilder("sync", queue)
        .waits({semaphore, count})
        .create(kernel.builder, kernel.location);
  });
}

void SharedLoads::emitLoad(unsigned number, OpFoldResult source,
                           OpFoldResult offset, ArrayRef<MoveDim> dims,
                           OpFoldResult iteration) {
  const PlanBuffer &buffer = plan.buffers()[number];
  Sharing &sharing = shared[number];
  sharing.copy = kernel.remainder(iteration, buffer.slots);
  OpFoldResult free = freeSemaphore(sharing);
  kernel.enterIfLess(sharing.fromLeader, kernel.constant(1));
  kernel.multicast(queues.sharedLoad(number), formatOf(buffer.element), source,
                   offset, dims, {-1, int64_t(number)},
                   {sharing.first, buffer.shareCount, buffer.shareStride, free,
                    sharing.full});
  kernel.leave();
  alc::EngineOpBuilder("sync", isa::ttuQueue)
      .waits({sharing.full, 1})
      .create(kernel.builder, kernel.location);
}

OpFoldResult SharedLoads::freeSemaphore(const Sharing &sharing) {
  return kernel.add(sharing.copy, kernel.constant(sharing.free));
}

SmallVector<SharedLoads::Sharing> SharedLoads::at(unsigned level) const {
  SmallVector<Sharing> found;
  for (auto &[number, sharing] : shared)
    if (plan.buffers()[number].level == level)
      found.push_back(sharing);
  return found;
}

void SharedLoads::emitReleases(unsigned level) {
  for (const Sharing &sharing : at(level)) {
    alc::EngineOpBuilder sync("sync", isa::ttuQueue);
    setRelease(sync, sharing, "signal0");
    sync.create(kernel.builder, kernel.location);
  }
}

void SharedLoads::setRelease(alc::EngineOpBuilder &op, const Sharing &sharing,
                             const std::string &signal) {
  op.set(signal + "Sem", freeSemaphore(sharing));
  op.set(signal + "Count", int64_t(1));
  op.set(signal + "Target", sharing.leader);
}

void SharedLoads::addReleases(alc::EngineOpBuilder &matmul, unsigned level) {
  // `signals` fills the header from the front.
  for (auto [number, sharing] : llvm::enumerate(at(level)))
    setRelease(matmul, sharing, number == 0 ? "signal1" : "signal0");
}

} // namespace alcyone::compiler
