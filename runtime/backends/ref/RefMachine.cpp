// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who runs when, and how a launch ends.
#include "runtime/backends/ref/RefMachine.h"

#include "isa/machine/TileRegisters.h"
#include "isa/support/Failure.h"

#include <sys/mman.h>

#include <algorithm>

namespace alcyone::runtime {

using namespace isa;

// Instructions of a control processor per turn: bounds how long a program that
// polls memory keeps others from what it polls for, and how late a cancellation
// is seen.
static constexpr uint64_t turnInstructions = 20'000;

static std::span<uint8_t> reserve(uint64_t bytes) {
  void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    fail(Category::BadConfig, "the host cannot provide " +
                                  std::to_string(bytes) +
                                  " bytes of control memory");
  return {static_cast<uint8_t *>(memory), bytes};
}

// Zeroes a control memory but for what loading the segments will overwrite: a
// page given back reads as zero and costs a fault when it is used again, so
// pages that the program fills anyway are kept.
static void clear(std::span<uint8_t> tcm,
                  std::span<const TcmSegment> segments) {
  constexpr uint64_t page = 4096;
  std::vector<std::pair<uint64_t, uint64_t>> kept; // first byte, end
  for (const TcmSegment &segment : segments)
    kept.emplace_back((segment.address + page - 1) / page * page,
                      (segment.address + segment.bytes.size()) / page * page);
  std::sort(kept.begin(), kept.end());
  kept.emplace_back(tcm.size(), tcm.size());
  uint64_t at = 0;
  for (const auto &[first, end] : kept) {
    if (first > at)
      madvise(tcm.data() + at, std::min(first, uint64_t(tcm.size())) - at,
              MADV_DONTNEED);
    at = std::min(std::max(at, end), uint64_t(tcm.size()));
  }
}

RefMachine::RefMachine(const Chip &chip)
    : description(chip), memories(chip),
      controlMemory(reserve(chip.tileCount() * chip.tcp.memoryBytes)),
      barriers(unsigned(chip.tileCount()), queueMask(chip)),
      presentQueues(queueMask(chip)), isReady(chip.tileCount()) {
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile)
    tiles.push_back(std::make_unique<RefTile>(
        description, tile,
        controlMemory.subspan(tile * chip.tcp.memoryBytes,
                              chip.tcp.memoryBytes),
        memories));
}

RefMachine::~RefMachine() {
  munmap(controlMemory.data(), controlMemory.size());
}

void RefMachine::reset() {
  barriers.reset();
  ready.clear();
  for (auto &tile : tiles) {
    clear(tile->tcm, request->segments);
    tile->reset(*request);
    ready.push_back(tile->number);
    isReady[tile->number] = true;
  }
  result = {};
  ended = false;
  instructionsLeft =
      request->instructionLimit ? request->instructionLimit : UINT64_MAX;
  work = {};
  executed = {};
  macs = dmaBytes = 0;
}

LaunchResult RefMachine::launch(const LaunchRequest &launchRequest) {
  const Clock::time_point start = Clock::now();
  charged = start;
  request = &launchRequest;
  reset();
  run();
  result.statistics = statistics(Clock::now() - start);
  request = nullptr;
  return std::move(result);
}

void RefMachine::run() {
  while (!ended && !ready.empty()) {
    const unsigned tile = ready.front();
    ready.pop_front();
    isReady[tile] = false;
    runTile(*tiles[tile]);
  }
  if (ended || std::all_of(tiles.begin(), tiles.end(),
                           [](const auto &tile) { return tile->done(); }))
    return;
  std::vector<TileSnapshot> snapshots;
  for (const auto &tile : tiles)
    snapshots.push_back(tile->snapshot());
  end(LaunchEnd::Deadlocked,
      deadlockReport(snapshots, barriers, request->locations));
}

void RefMachine::wake(unsigned tile) {
  if (isReady[tile])
    return;
  isReady[tile] = true;
  ready.push_back(tile);
}

void RefMachine::runTile(RefTile &tile) {
  for (;;) {
    const bool ran = tile.canRunTcp();
    if (ran && !runTcp(tile))
      return;
    const bool progressed = runQueues(tile);
    if (ended)
      return;
    // A processor that is not stalled waits for its next turn.
    if (ran && tile.wait.kind == TcpWait::Kind::Other)
      return wake(tile.number);
    if (!progressed && !tile.canRunTcp())
      return;
  }
}

bool RefMachine::runTcp(RefTile &tile) {
  if (request->cancel && *request->cancel) {
    endAtLimit(LaunchEnd::Cancelled, "cancelled");
    return false;
  }
  const uint64_t before = tile.tcp.counters().instructions();
  const TcpStop stop =
      tile.runTcp(std::min(turnInstructions, instructionsLeft));
  const uint64_t retired = tile.tcp.counters().instructions() - before;
  work[0].instructions += retired;
  charge(work[0]);
  instructionsLeft -= retired;
  if (stop.reason == TcpStopReason::Fault)
    end(LaunchEnd::Faulted, tile.faultReport(stop));
  else if (stop.reason == TcpStopReason::Halted && tile.exitCode != 0)
    end(LaunchEnd::ExitCode, "tile " + std::to_string(tile.number) +
                                 ": the program ended with exit code " +
                                 std::to_string(tile.exitCode));
  else if (stop.reason == TcpStopReason::Budget)
    tile.wait = {.kind = TcpWait::Kind::Other, .pc = stop.pc};
  if (!ended && instructionsLeft == 0)
    endAtLimit(LaunchEnd::LimitReached,
               "given up after " + std::to_string(request->instructionLimit) +
                   " instructions of the control processors");
  return !ended;
}

// One look at the clock for each thing done: what has passed since the last one
// is the unit's.
void RefMachine::charge(Work &unit) {
  const Clock::time_point now = Clock::now();
  unit.time += now - charged;
  charged = now;
}

void RefMachine::end(LaunchEnd how, std::string message) {
  ended = true;
  result.end = how;
  result.message = std::move(message);
}

void RefMachine::engineFault(RefTile &tile, unsigned queue, Fault fault) {
  end(LaunchEnd::Faulted,
      engineFaultReport(tile.number, queue, fault, tile.queues[queue].front(),
                        request->locations));
}

void RefMachine::endAtLimit(LaunchEnd how, const std::string &why) {
  std::vector<TileSnapshot> snapshots;
  for (const auto &tile : tiles)
    snapshots.push_back(tile->snapshot());
  end(how, why + unfinishedReport(snapshots, barriers, request->locations));
}

} // namespace alcyone::runtime
