// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/stats/TileStatistics.h"

#include "sim/tile/Tile.h"

namespace alcyone::sim {
namespace {

using Channels = std::vector<std::unique_ptr<DmaChannel>>;

double sum(const Channels &channels, uint64_t EngineCounts::*count) {
  uint64_t sum = 0;
  for (const auto &channel : channels)
    sum += channel->counts().*count;
  return double(sum);
}

double packets(const Channels &channels) {
  uint64_t sum = 0;
  for (const auto &channel : channels)
    sum += channel->packets();
  return double(sum);
}

#define ENGINE(unit, count)                                                    \
  [](const Tile &tile) { return double(tile.unit.counts().count); }
#define CHANNELS(kind, count)                                                  \
  [](const Tile &tile) { return sum(tile.kind, &EngineCounts::count); }

// clang-format off: one statistic, one row
const TileStatistic rows[] = {
  {"tcp.instructions", "instruction", "instructions that the control processor retired", [](const Tile &tile) { return double(tile.tcp.counts().retired.instructions()); }},
  {"tcp.busy_cycles", "cycle", "control processor executing", ENGINE(tcp, busy)},
  {"tcp.waiting_semaphore_cycles", "cycle", "control processor stalled for a semaphore", ENGINE(tcp, waitingSemaphore)},
  {"tcp.waiting_queue_cycles", "cycle", "control processor stalled because a queue was full", ENGINE(tcp, waitingQueue)},
  {"tcp.waiting_memory_cycles", "cycle", "control processor waiting for L2, HBM or another tile's L1", ENGINE(tcp, waitingMemory)},
  {"tcp.alu", "instruction", "arithmetic and logic", ENGINE(tcp, retired.alu)},
  {"tcp.load", "instruction", "loads from control memory", ENGINE(tcp, retired.load)},
  {"tcp.store", "instruction", "stores to control memory", ENGINE(tcp, retired.store)},
  {"tcp.multiply", "instruction", "multiplications", ENGINE(tcp, retired.multiply)},
  {"tcp.divide", "instruction", "divisions and remainders", ENGINE(tcp, retired.divide)},
  {"tcp.branch", "instruction", "branches and jumps", ENGINE(tcp, retired.branch)},
  {"tcp.branch_taken", "instruction", "branches taken and jumps", ENGINE(tcp, retired.branchTaken)},
  {"tcp.outside", "instruction", "accesses to registers and to memories other than control memory", ENGINE(tcp, retired.outside)},

  {"ttu.instructions", "instruction", "instructions that the tensor unit's queue retired", ENGINE(ttu, instructions)},
  {"ttu.busy_cycles", "cycle", "tensor unit executing", ENGINE(ttu, busy)},
  {"ttu.waiting_semaphore_cycles", "cycle", "an instruction at the head waited for semaphores", ENGINE(ttu, waitingSemaphore)},
  {"ttu.empty_cycles", "cycle", "the queue was empty until an instruction came", ENGINE(ttu, empty)},
  {"ttu.waiting_barrier_cycles", "cycle", "the queue stood in a barrier", ENGINE(ttu, waitingBarrier)},
  {"ttu.memory_cycles", "cycle", "of busy: slower than the array because of L1", ENGINE(ttu, memory)},
  {"ttu.bank_conflict_cycles", "cycle", "of busy: because accesses fell unevenly on the banks", ENGINE(ttu, bankConflict)},
  {"ttu.macs", "mac", "multiply-adds", ENGINE(ttu, operations)},

  {"tvp.instructions", "instruction", "instructions that the vector processor's queue retired", ENGINE(tvp, instructions)},
  {"tvp.busy_cycles", "cycle", "vector processor executing", ENGINE(tvp, busy)},
  {"tvp.waiting_semaphore_cycles", "cycle", "an instruction at the head waited for semaphores", ENGINE(tvp, waitingSemaphore)},
  {"tvp.empty_cycles", "cycle", "the queue was empty until an instruction came", ENGINE(tvp, empty)},
  {"tvp.waiting_barrier_cycles", "cycle", "the queue stood in a barrier", ENGINE(tvp, waitingBarrier)},
  {"tvp.memory_cycles", "cycle", "of busy: slower than the lanes because of L1", ENGINE(tvp, memory)},
  {"tvp.bank_conflict_cycles", "cycle", "of busy: because accesses fell unevenly on the banks", ENGINE(tvp, bankConflict)},
  {"tvp.lane_operations", "operation", "micro-instructions times lanes", ENGINE(tvp, operations)},

  {"tdma.instructions", "instruction", "instructions that the DMA channels' queues retired", CHANNELS(tdma, instructions)},
  {"tdma.busy_cycles", "cycle", "any DMA channel executing", [](const Tile &tile) { return double(tile.dma.activeCycles); }},
  {"tdma.channel_busy_cycles", "cycle", "DMA channels executing, added up", CHANNELS(tdma, busy)},
  {"tdma.port_busy_cycles", "cycle", "the DMA's port moving data", [](const Tile &tile) { return tile.dma.writer.busyCycles(); }},
  {"tdma.waiting_semaphore_cycles", "cycle", "heads of channels waited for semaphores, added up", CHANNELS(tdma, waitingSemaphore)},
  {"tdma.empty_cycles", "cycle", "the queue was empty until an instruction came, added up", CHANNELS(tdma, empty)},
  {"tdma.waiting_barrier_cycles", "cycle", "channels stood in barriers, added up", CHANNELS(tdma, waitingBarrier)},
  {"tdma.bytes_written", "byte", "bytes that the DMA wrote, all targets of a multicast counted", CHANNELS(tdma, operations)},
  {"tdma.packets", "packet", "packets sent", [](const Tile &tile) { return packets(tile.tdma); }},

  {"cdma.instructions", "instruction", "instructions that the tile's queues at the cluster's DMA retired", CHANNELS(cdma, instructions)},
  {"cdma.channel_busy_cycles", "cycle", "these channels executing, added up", CHANNELS(cdma, busy)},
  {"cdma.waiting_semaphore_cycles", "cycle", "heads of these channels waited for semaphores, added up", CHANNELS(cdma, waitingSemaphore)},
  {"cdma.empty_cycles", "cycle", "the queue was empty until an instruction came, added up", CHANNELS(cdma, empty)},
  {"cdma.waiting_barrier_cycles", "cycle", "these channels stood in barriers, added up", CHANNELS(cdma, waitingBarrier)},
  {"cdma.bytes_written", "byte", "bytes that the cluster's DMA wrote for the tile, all targets of a multicast counted", CHANNELS(cdma, operations)},
  {"cdma.packets", "packet", "packets sent", [](const Tile &tile) { return packets(tile.cdma); }},

  {"l1.engine_bytes", "byte", "whole lines that tensor unit and vector processor read and wrote", [](const Tile &tile) { return double(tile.l1.bytesByEngines); }},
  {"l1.dma_bytes", "byte", "whole lines that DMAs read and wrote", [](const Tile &tile) { return double(tile.l1.bytesByDma); }},
  {"semaphore.signals", "signal", "signals that arrived", [](const Tile &tile) { return double(tile.signals.received()); }},
};
// clang-format on

} // namespace

std::span<const TileStatistic> tileStatistics() { return rows; }

} // namespace alcyone::sim
