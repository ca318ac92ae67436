// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the control processor does at the registers of its tile.
#include "isa/machine/Reports.h"
#include "sim/tile/Tile.h"
#include "sim/tile/tcp/TcpUnit.h"

#include <algorithm>

namespace alcyone::sim {

namespace {

// A descriptor is copied so many bytes a cycle, and nothing else is pushed
// meanwhile.
constexpr uint64_t copiedBytes = 64;

// What is added to a semaphore is in it when the processor goes on.
constexpr Cycle semaphoreAnswerCycles = 1;

} // namespace

// What is there now decides whether an access to a register has to wait, and
// what is read; it takes effect register_cycles later.
void TcpUnit::performRegister() {
  if (isa::Fault bad =
          isa::decodeRegisterAccess(stop.access, platform.chip, target)) {
    endRun();
    return fault(bad);
  }
  const isa::TcpWait reason = reasonToWait();
  if (reason.kind != isa::TcpWait::Kind::Other)
    return stall(reason);
  Cycle effect = now() + platform.chip.tcp.registerCycles;
  if (target.which == isa::TileRegister::QueuePush)
    effect = std::max(effect, pushFreeAt);
  else if (stop.access.kind == isa::TcpAccess::Kind::Load)
    tcp.finishLoad(readRegister(effect));
  at(effect, CompleteRegister);
}

// Takes the semaphore if that is what is asked for.
isa::TcpWait TcpUnit::reasonToWait() {
  using isa::TileRegister;
  using Kind = isa::TcpWait::Kind;
  const uint64_t value = stop.access.value;
  if (target.which == TileRegister::QueuePush &&
      tile.queues[target.index].full())
    return {.kind = Kind::QueueFull, .queue = target.index, .pc = stop.pc};
  if (target.which == TileRegister::SemaphoreWait) {
    const unsigned semaphore = value & 0xFF, count = unsigned(value >> 8);
    if (!tile.semaphores.tryWait(semaphore, count))
      return {.kind = Kind::Semaphore,
              .semaphore = semaphore,
              .count = count,
              .pc = stop.pc};
  }
  return {.kind = Kind::Other, .pc = stop.pc};
}

uint64_t TcpUnit::readRegister(Cycle end) const {
  using isa::TileRegister;
  switch (target.which) {
  case TileRegister::TileId:
    return tile.number;
  case TileRegister::TileCount:
    return platform.chip.tileCount();
  case TileRegister::ClusterId:
    return tile.number / platform.chip.tilesPerCluster;
  case TileRegister::TilesPerCluster:
    return platform.chip.tilesPerCluster;
  case TileRegister::Cycle:
    return end - 1;
  case TileRegister::QueueFree:
    return tile.queues[target.index].freeSlots();
  case TileRegister::Semaphore:
    return tile.semaphores.value(target.index);
  default:
    return 0; // decoding refuses to load the others
  }
}

void TcpUnit::completeRegister() {
  using isa::TileRegister;
  endRun();
  const uint64_t value = stop.access.value;
  if (stop.access.kind == isa::TcpAccess::Kind::Load)
    return run();
  switch (target.which) {
  case TileRegister::Halt:
    return halt(value);
  case TileRegister::QueuePush:
    return push(target.index, value);
  case TileRegister::Semaphore:
    return addSemaphore(target.index, value);
  default:
    tcp.finishStore();
    return run();
  }
}

void TcpUnit::addSemaphore(unsigned semaphore, uint64_t amount) {
  if (isa::Fault bad = tile.semaphores.signal(semaphore, unsigned(amount)))
    return fault(bad);
  tile.semaphoresChanged();
  tcp.finishStore();
  goesOn = true;
  at(now() + semaphoreAnswerCycles, Run);
}

void TcpUnit::push(unsigned queue, uint64_t descriptor) {
  if (isa::Fault bad = tile.push(queue, descriptor, stop.pc))
    return platform.finish(
        faultPlace(bad),
        isa::pushFaultReport(tile.number, queue, bad, descriptor, stop.pc));
  const uint64_t bytes = isa::findInstruction(tile.tcm[descriptor])->sizeBytes;
  pushFreeAt = now() + 1 + (bytes + copiedBytes - 1) / copiedBytes;
  tcp.finishStore();
  run();
}

} // namespace alcyone::sim
