// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functional model of a chip. Tiles take turns in a fixed order: a tile
// runs its control processor until that stalls and its queues until none of
// their heads can go on, and gets another turn when somebody signals it. When
// no tile can go on and not all are done, that is a deadlock.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/machine/Barriers.h"
#include "isa/machine/Launch.h"
#include "isa/machine/SignalTargets.h"
#include "isa/semantics/MemoryMap.h"
#include "runtime/backends/ref/RefTile.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace alcyone::runtime {

class RefMachine {
public:
  explicit RefMachine(const isa::Chip &chip);
  ~RefMachine();

  const isa::Chip &chip() const { return description; }
  isa::MemoryMap &memory() { return memories; }

  isa::LaunchResult launch(const isa::LaunchRequest &request);

private:
  using Clock = std::chrono::steady_clock;
  // What the units of one kind did in this launch.
  struct Work {
    uint64_t instructions = 0;
    Clock::duration time{};
  };

  void reset();
  void run();
  void wake(unsigned tile);
  void runTile(RefTile &tile);
  // False if the launch has ended.
  bool runTcp(RefTile &tile);
  // True if any instruction was retired.
  bool runQueues(RefTile &tile);
  // True if the head of the queue was retired.
  bool step(RefTile &tile, unsigned queue);
  void count(const isa::Sync &) {}
  void count(const isa::Barrier &) {}
  void count(const isa::Matmul &inst);
  void count(const isa::Vector &) {}
  void count(const auto &move); // the three that move
  // True if `tile` is among those released.
  bool arrive(RefTile &tile, unsigned queue, const isa::Barrier &barrier);
  void retire(RefTile &tile, unsigned queue);
  isa::Fault signal(unsigned from, unsigned semaphore, unsigned amount,
                    const isa::TileRange &targets);

  void charge(Work &unit);
  void end(isa::LaunchEnd how, std::string message);
  void engineFault(RefTile &tile, unsigned queue, isa::Fault fault);
  void endAtLimit(isa::LaunchEnd how, const std::string &why);
  isa::RunStatistics statistics(Clock::duration time) const;

  isa::Chip description;
  isa::MemoryMap memories;
  std::span<uint8_t> controlMemory; // of all tiles
  std::vector<std::unique_ptr<RefTile>> tiles;
  isa::Barriers barriers;
  const uint16_t presentQueues; // of each tile, as a mask

  // Of the launch under way.
  const isa::LaunchRequest *request = nullptr;
  isa::LaunchResult result;
  bool ended = false;
  std::deque<unsigned> ready; // tiles to be given a turn, each at most once
  std::vector<bool> isReady;
  uint64_t instructionsLeft = 0;
  Clock::time_point charged; // until when time has been given to units
  std::array<Work, 5> work;  // tcp, ttu, tvp, tdma, cdma
  // Retired or arrived at, by alternative of Instruction.
  std::array<uint64_t, std::variant_size_v<isa::Instruction>> executed;
  uint64_t macs = 0;
  uint64_t dmaBytes = 0;
};

} // namespace alcyone::runtime
