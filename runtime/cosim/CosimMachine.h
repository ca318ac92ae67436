// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Verilated tile that runs in lock step with the semantics.
#pragma once

#include "runtime/backends/rtl/RtlMachine.h"
#include "runtime/cosim/Difference.h"
#include "runtime/cosim/LockStep.h"
#include "runtime/random/Program.h"

#include <optional>
#include <string>

namespace alcyone::cosim {

class CosimMachine {
public:
  explicit CosimMachine(const isa::Chip &chip)
      : machine(chip), lockStep(machine) {}

  const isa::Chip &chip() const { return machine.chip(); }
  isa::MemoryMap &memory() { return machine.memory(); } // the tile's
  isa::MemoryMap &referenceMemory() { return lockStep.memory(); }
  const Compared &compared() const { return lockStep.compared(); }

  /// Throws the first Difference. Both memories hold the same before. Is given
  /// up after `cycleLimit` cycles; 0: never.
  isa::LaunchResult launch(const isa::LaunchRequest &request,
                           const std::string &tracePath = {},
                           uint64_t cycleLimit = 0);

  struct Outcome {
    std::optional<Difference> difference;
    uint64_t cycles = 0;
  };
  /// Not to get to its end is a difference too.
  Outcome run(const random::RandomProgram &program,
              const std::string &tracePath = {});

  /// Stands between the tile and who compares, for tests; borrowed.
  runtime::RtlObserver *between = nullptr;
  runtime::RtlObserver &comparison() { return lockStep; }

private:
  runtime::RtlMachine machine;
  LockStep lockStep;
};

} // namespace alcyone::cosim
