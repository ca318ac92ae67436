// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/host/HostRegisters.h"

#include "isa/generated/Instructions.h"

namespace alcyone::sim {

isa::HostStatus HostRegisters::after(isa::LaunchEnd end) {
  using isa::HostStatus;
  switch (end) {
  case isa::LaunchEnd::Done:
  case isa::LaunchEnd::ExitCode:
    return HostStatus::Done;
  case isa::LaunchEnd::Faulted:
    return HostStatus::Fault;
  case isa::LaunchEnd::Deadlocked:
    return HostStatus::Deadlock;
  case isa::LaunchEnd::LimitReached:
  case isa::LaunchEnd::Cancelled:
    return HostStatus::Stopped;
  }
  return HostStatus::Idle;
}

uint64_t HostRegisters::read(isa::HostRegister which) const {
  using isa::HostRegister;
  switch (which) {
  case HostRegister::IsaVersion:
    return isa::isaVersion;
  case HostRegister::Tiles:
    return tiles;
  case HostRegister::Doorbell:
    return 0; // write-only
  case HostRegister::Status:
    return uint64_t(status);
  case HostRegister::Entry:
    return entry;
  case HostRegister::ExitCode:
    return exitCode;
  case HostRegister::FaultCode:
    return uint64_t(place.fault.code);
  case HostRegister::FaultTile:
    return place.tile;
  case HostRegister::FaultQueue:
    return place.queue;
  case HostRegister::FaultTag:
    return place.tag;
  case HostRegister::FaultPc:
    return place.pc;
  case HostRegister::FaultValue:
    return place.fault.value;
  }
  return 0;
}

} // namespace alcyone::sim
