// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A chip of one tile whose tile is Verilated RTL. Control memory and L1 are in
// the RTL; L2 and HBM are behind its AXI port. Before a launch L1 is filled
// from the memory map and afterwards read back, through the back door. Queues
// are mirrored from what the tile says of pushes and retirements, for reports.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/machine/EngineQueue.h"
#include "isa/machine/Launch.h"
#include "isa/machine/Reports.h"
#include "isa/semantics/MemoryMap.h"
#include "runtime/backends/rtl/AxiMemory.h"
#include "sim/tile/l1/L1Banks.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace alcyone::runtime {

struct RtlChip;
class TileModel;

class RtlMachine {
public:
  /// Throws Failure(BadConfig) for a chip that this build has no RTL of.
  explicit RtlMachine(const isa::Chip &chip);
  ~RtlMachine();

  const isa::Chip &chip() const { return description; }
  isa::MemoryMap &memory() { return memories; }

  isa::LaunchResult launch(const isa::LaunchRequest &request);

private:
  using Cycle = sim::Cycle;
  /// What a queue did in a launch.
  struct Work {
    uint64_t instructions = 0, busy = 0;
    Cycle started = 0;
    bool runs = false;
  };

  void reset();
  uint8_t *lineInBank(uint64_t offset) const;
  void fillL1();
  void readL1();
  void writeHost(uint16_t offset, uint64_t value);
  void cycle();
  void observe();
  void observePush();
  void observeRetirement(unsigned queue);
  bool mayGoOn();
  void conclude();
  void reportFault();
  isa::TileSnapshot snapshot();
  isa::RunStatistics statistics(double wallSeconds) const;
  void end(isa::LaunchEnd how, std::string message);

  const RtlChip &rtl;
  const isa::Chip description;
  isa::MemoryMap memories;
  AxiMemory axi;
  std::unique_ptr<TileModel> tile;
  sim::L1Banks l1;
  // In the RTL.
  std::vector<uint8_t *> banks;
  std::span<uint8_t> controlMemory;
  const uint8_t *semaphoreValues, *halted, *exitCode;

  // The launch under way.
  const isa::LaunchRequest *request = nullptr;
  isa::LaunchResult result;
  bool ended = false;
  Cycle launched = 0, now = 0, quietSince = 0;
  uint64_t tcpInstructions = 0, macs = 0;
  std::vector<isa::EngineQueue> queues;
  std::vector<isa::QueuedInstruction> retired; // the last of each queue
  std::vector<uint8_t> semaphores;
  std::array<Work, isa::queuePorts> work;
};

} // namespace alcyone::runtime
