// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What queues do: take waits, execute, signal.
#include "isa/machine/Execution.h"
#include "isa/machine/TileRegisters.h"
#include "isa/numerics/Formats.h"
#include "runtime/backends/ref/RefMachine.h"

#include <algorithm>
#include <bit>

namespace alcyone::runtime {

using namespace isa;

bool RefMachine::runQueues(RefTile &tile) {
  bool any = false;
  for (bool progress = true; progress && !ended;) {
    progress = false;
    for (unsigned left = presentQueues; left != 0; left &= left - 1)
      while (!ended && step(tile, unsigned(std::countr_zero(left))))
        progress = true;
    any |= progress;
  }
  return any;
}

// Index into `work`.
static unsigned unitOf(unsigned queue) {
  if (queue < firstTdmaQueue)
    return queue == ttuQueue ? 1 : 2;
  return queue < firstCdmaQueue ? 3 : 4;
}

bool RefMachine::step(RefTile &tile, unsigned queue) {
  const EngineQueue &entries = tile.queues[queue];
  if (entries.empty())
    return false;
  const Instruction &instruction = entries.front().instruction;
  const Barrier *barrier = std::get_if<Barrier>(&instruction);
  if (barrier && barriers.waiting({tile.number, queue}))
    return false;
  if (!tile.semaphores.tryWait(header(instruction)))
    return false;
  Work &unit = work[unitOf(queue)];
  ++unit.instructions;
  ++executed[instruction.index()];
  if (barrier)
    return arrive(tile, queue, *barrier);
  const Fault fault = execute(instruction, {memories, tile.tcm, tile.number});
  charge(unit);
  if (fault) {
    engineFault(tile, queue, fault);
    return false;
  }
  std::visit([&](const auto &inst) { count(inst); }, instruction);
  retire(tile, queue);
  return !ended;
}

void RefMachine::count(const Matmul &inst) {
  macs += uint64_t(inst.m) * inst.n * inst.k;
}

void RefMachine::count(const auto &move) {
  uint64_t bytes =
      formatBytes(move.dstFormat) * std::max<uint64_t>(move.multicastCount, 1);
  for (uint32_t size : move.shape)
    bytes *= size;
  dmaBytes += bytes;
}

bool RefMachine::arrive(RefTile &tile, unsigned queue, const Barrier &barrier) {
  Fault fault;
  const std::vector<QueueRef> released =
      barriers.arrive({tile.number, queue}, barrier, fault);
  if (fault)
    engineFault(tile, queue, fault);
  for (QueueRef other : released) {
    if (ended)
      break;
    retire(*tiles[other.tile], other.queue);
    wake(other.tile);
  }
  return !released.empty() && !ended;
}

void RefMachine::retire(RefTile &tile, unsigned queue) {
  const Instruction &instruction = tile.queues[queue].front().instruction;
  const Header &h = header(instruction);
  const auto send = [&](unsigned semaphore, unsigned amount, uint16_t target) {
    return signal(tile.number, semaphore, amount,
                  signalTargets(instruction, target, tile.number,
                                unsigned(tiles.size())));
  };
  Fault fault;
  if (h.signal0Count)
    fault = send(h.signal0Sem, h.signal0Count, h.signal0Target);
  if (!fault && h.signal1Count)
    fault = send(h.signal1Sem, h.signal1Count, h.signal1Target);
  if (fault)
    return engineFault(tile, queue, fault);
  tile.queues[queue].pop();
}

Fault RefMachine::signal(unsigned from, unsigned semaphore, unsigned amount,
                         const TileRange &targets) {
  for (unsigned i = 0; i < targets.count; ++i) {
    const unsigned tile = targets.first + i * targets.stride;
    if (Fault fault = tiles[tile]->semaphores.signal(semaphore, amount))
      return fault;
    if (tile != from)
      wake(tile);
  }
  return {};
}

RunStatistics RefMachine::statistics(Clock::duration time) const {
  const auto seconds = [](Clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
  };
  static constexpr const char *names[] = {"tcp", "ttu", "tvp", "tdma", "cdma"};
  RunStatistics result;
  result.wallSeconds = seconds(time);
  const bool hasCdma = presentQueues >> firstCdmaQueue;
  for (unsigned unit = 0; unit < work.size() - !hasCdma; ++unit) {
    result.engines.push_back(
        {names[unit], std::nullopt, work[unit].instructions});
    result.details.push_back({std::string(names[unit]) + ".wall_seconds", "s",
                              "host time spent in these units",
                              seconds(work[unit].time)});
  }
  for (const InstructionInfo &row : instructions())
    result.details.push_back({"instructions." + std::string(row.name), "",
                              "instructions of this kind",
                              double(executed[row.make().index()])});
  result.details.push_back(
      {"ttu.macs", "mac", "multiplications of the tensor units", double(macs)});
  result.details.push_back(
      {"dma.bytes_written", "byte",
       "bytes that DMAs wrote, all targets of a multicast counted",
       double(dmaBytes)});
  return result;
}

} // namespace alcyone::runtime
