// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the host reads from the command processor's registers: the state of the
// last launch, and where it went wrong. Places and names are generated
// (isa/registers/Host.td).
#pragma once

#include "isa/generated/Registers.h"
#include "isa/machine/EngineQueue.h"
#include "isa/machine/Launch.h"
#include "isa/support/Fault.h"

#include <cstdint>

namespace alcyone::sim {

/// A fault and whose it is.
struct FaultPlace {
  static constexpr unsigned controlProcessor = isa::controlProcessorQueue;

  isa::Fault fault;
  unsigned tile = 0;
  unsigned queue = controlProcessor;
  uint32_t tag = 0; ///< of the instruction, 0 for a control processor
  uint64_t pc = 0;
};

struct HostRegisters {
  static isa::HostStatus after(isa::LaunchEnd end);

  isa::HostStatus status = isa::HostStatus::Idle;
  uint64_t entry = 0;
  uint64_t exitCode = 0;
  uint64_t tiles = 0;
  FaultPlace place; ///< fault code None unless status is Fault

  uint64_t read(isa::HostRegister which) const;
};

} // namespace alcyone::sim
