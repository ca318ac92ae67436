// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The cycle-approximate model of a whole chip, as its users see it: functional
// memory through the back door, and launches that run a program in simulated
// time. No SystemC type appears here.
//
// A model may be launched any number of times; after a fault, a deadlock or a
// limit the tiles, queues and semaphores are reset and L1, L2 and HBM keep what
// they held. Several models may live in one process; one thread at a time may
// construct, launch or destroy one (calls serialise on a process-wide lock).
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Registers.h"
#include "isa/machine/Launch.h"
#include "isa/semantics/MemoryMap.h"

#include <cstdint>
#include <memory>
#include <string>

namespace alcyone::sim {

struct LaunchOptions {
  std::string tracePath;   ///< Perfetto JSON is written there; empty: no trace
  uint64_t cycleLimit = 0; ///< the launch is given up after it; 0: none
};

class ChipModel {
public:
  /// Throws Failure(BadConfig) for a chip that cannot be laid out.
  explicit ChipModel(const isa::Chip &chip);
  ~ChipModel();
  ChipModel(const ChipModel &) = delete;
  ChipModel &operator=(const ChipModel &) = delete;

  const isa::Chip &chip() const;

  /// L1, L2 and HBM as they are now; not to be touched during a launch.
  isa::MemoryMap &memory();

  /// What the host reads there; the state after the last launch.
  uint64_t hostRegister(isa::HostRegister which) const;

  /// Runs the program until it is done, faults, deadlocks or meets a limit.
  /// Faults and deadlocks are results. Throws Failure(BadInput) when the trace
  /// file cannot be written or a segment lies outside the TCM.
  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const LaunchOptions &options = {});

private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation;
};

} // namespace alcyone::sim
