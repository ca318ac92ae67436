// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/EngineUnit.h"

#include "sim/tile/Tile.h"
#include "sim/tile/sync/BarrierUnit.h"

namespace alcyone::sim {

EngineUnit::EngineUnit(sc_core::sc_module_name name, Platform &platform,
                       Tile &tile, unsigned queue)
    : TimedModule(name, platform.timekeeper), platform(platform), tile(tile),
      queue(queue) {}

const isa::Instruction &EngineUnit::head() const {
  return tile.queues[queue].front().instruction;
}

void EngineUnit::pushed() {
  at(now() + platform.chip.queue.pushCycles, Arrived);
}

void EngineUnit::act(uint32_t action, uint32_t operand) {
  switch (action) {
  case Arrived:
    ++arrived;
    if (arrived == 1) {
      counted.empty += now() - headSince;
      headSince = now();
    }
    return advance();
  case Retry:
    retries = false;
    return retry();
  case Start:
    return start();
  default:
    return ownAction(action, operand);
  }
}

void EngineUnit::advance() {
  if (stage != Stage::Idle || arrived == 0)
    return;
  stage = Stage::Waiting;
  retry();
}

// One head of the tile is granted its waits in a cycle.
void EngineUnit::retry() {
  if (stage != Stage::Waiting)
    return;
  const bool isTurn = tile.nextGrant <= now();
  const bool taken = isTurn && tile.semaphores.tryWait(isa::header(head()));
  tile.setWaiting(queue, !taken);
  if (taken) {
    tile.nextGrant = now() + 1;
    dispatch();
  } else if (!isTurn && !retries) {
    retries = true;
    at(tile.nextGrant, Retry);
  }
}

void EngineUnit::dispatch() {
  waited = now() - headSince;
  counted.waitingSemaphore += waited;
  stage = Stage::Dispatching;
  at(now() + platform.chip.queue.dispatchCycles, Start);
}

void EngineUnit::start() {
  started = now();
  const isa::Instruction &instruction = head();
  if (std::holds_alternative<isa::Barrier>(instruction)) {
    stage = Stage::InBarrier;
    return platform.barriers->arrive({tile.number, queue});
  }
  stage = Stage::Running;
  if (std::holds_alternative<isa::Sync>(instruction))
    return finish();
  if (isa::Fault fault = begin(instruction))
    tile.engineFault(queue, fault);
}

void EngineUnit::release() {
  counted.waitingBarrier += now() - started;
  finish();
}

void EngineUnit::finish() {
  if (stage == Stage::Running)
    counted.busy += now() - started;
  ++counted.instructions;
  if (platform.trace.isOn())
    traceHead();
  isa::EngineQueue &entries = tile.queues[queue];
  const isa::Header &h = isa::header(head());
  // The queue is seen to be empty a cycle after its last end.
  Cycle over = now() + 1;
  if (h.signal0Count | h.signal1Count)
    over +=
        sendSignals(platform, {tile.number, queue, entries.front()}, now()) -
        now();
  entries.pop();
  --arrived;
  stage = Stage::Idle;
  headSince = now();
  tile.retired(queue, over);
  advance();
}

void EngineUnit::traceHead() const {
  const isa::Instruction &instruction = head();
  std::string details = "\"waited_cycles\": " + std::to_string(waited);
  const std::string size = sizeText(instruction);
  if (!size.empty())
    details += ", \"size\": \"" + size + "\"";
  platform.trace.slice(tile.number, 1 + queue, isa::info(instruction).name,
                       started, now(), headTag(), details);
}

void EngineUnit::reset() {
  stage = Stage::Idle;
  retries = false;
  arrived = 0;
  headSince = waited = started = 0;
  counted = EngineCounts();
}

} // namespace alcyone::sim
