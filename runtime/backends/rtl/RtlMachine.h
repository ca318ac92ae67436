// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A chip of one tile whose tile is Verilated RTL. Control memory and L1 are in
// the RTL; L2 and HBM are behind its AXI port. Before a launch L1 is filled
// from the memory map and afterwards read back, through the back door. Queues
// are mirrored from what the tile says of pushes and retirements, for reports.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Registers.h"
#include "isa/machine/Barriers.h"
#include "isa/machine/EngineQueue.h"
#include "isa/machine/Launch.h"
#include "isa/machine/Reports.h"
#include "isa/semantics/MemoryMap.h"
#include "runtime/backends/rtl/AxiMemory.h"
#include "runtime/backends/rtl/RtlObserver.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace alcyone::runtime {

struct RtlChip;
class RtlTile;
class TileModel;

/// Throws Failure(BadInput) for a trace's path that does not end in .fst.
void requireWaveform(const std::string &tracePath);

class RtlMachine {
public:
  /// Throws Failure(BadConfig) for a chip that this build has no RTL of.
  explicit RtlMachine(const isa::Chip &chip);
  ~RtlMachine();

  const isa::Chip &chip() const { return description; }
  isa::MemoryMap &memory() { return memories; }

  /// Writes a waveform (FST) to `tracePath` unless that is empty. Is given up
  /// after `cycleLimit` cycles; 0: never.
  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const std::string &tracePath = {},
                           uint64_t cycleLimit = 0);

  /// Tells `who` what the tile does, from the next launch on; borrowed, null
  /// for none.
  void observeWith(RtlObserver *who);
  /// Of a launch under way; memory() has L1 before and after.
  void readL1(uint64_t offset, std::span<uint8_t> bytes) const;
  std::span<const uint8_t> tcm() const;

  /// What the host reads after a launch. Deadlocks and limits are known to the
  /// command processor, which is around the tile; the rest to the tile.
  uint64_t hostRegister(isa::HostRegister which);

private:
  using Cycle = sim::Cycle;
  /// What a queue did in a launch.
  struct Work {
    uint64_t instructions = 0, busy = 0;
    Cycle started = 0;
    bool runs = false;
    bool granted = false; // its head has taken its waits
  };
  struct Retired {
    isa::QueuedInstruction entry;
    Cycle at = 0;
  };

  void make(const std::string &tracePath);
  void reset();
  void writeHost(uint16_t offset, uint64_t value);
  void cycle();
  void observe();
  void observePush();
  void observeRetirement(unsigned queue);
  bool mayGoOn();
  bool isPcKnown() const;
  isa::RunStatistics statistics(double wallSeconds) const;

  // RtlReports.cpp: how a launch ended.
  void conclude();
  RtlEnd outcome() const;
  RtlFault fault() const;
  std::string faultReport(const RtlFault &fault) const;
  const isa::QueuedInstruction &signaller(unsigned queue) const;
  isa::TileSnapshot snapshot();
  isa::Barriers barriers() const;
  void giveUp(isa::LaunchEnd how, const std::string &why);
  void end(isa::LaunchEnd how, std::string message);

  const RtlChip &rtl;
  const isa::Chip description;
  isa::MemoryMap memories;
  AxiMemory axi;
  std::unique_ptr<RtlTile> insides;
  TileModel *tile = nullptr; // its ports
  bool isTraced = false;
  const uint64_t period;       // ps
  const uint64_t refillCycles; // from a jump to the instruction behind it
  RtlObserver *observer = nullptr;

  // The launch under way.
  const isa::LaunchRequest *request = nullptr;
  isa::LaunchResult result;
  isa::LaunchEnd lastEnd = isa::LaunchEnd::Done;
  bool ended = false;
  Cycle launched = 0, now = 0, quietSince = 0, mostCycles = 0;
  Cycle executesFrom = 0; // then an instruction is in the processor again
  uint64_t tcpInstructions = 0, macs = 0;
  std::vector<isa::EngineQueue> queues;
  std::vector<std::array<Retired, 2>> retired; // the last of each queue first
  std::vector<uint8_t> semaphores;
  std::array<Work, isa::queuePorts> work;
};

} // namespace alcyone::runtime
