// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/support/Fault.h"

namespace alcyone::isa {

std::string_view faultName(FaultCode code) {
  switch (code) {
  case FaultCode::None:
    return "none";
  case FaultCode::IllegalInstruction:
    return "illegal instruction";
  case FaultCode::UnsupportedVersion:
    return "unsupported ISA version";
  case FaultCode::AddressOutOfRange:
    return "address out of range";
  case FaultCode::Misaligned:
    return "misaligned access";
  case FaultCode::SemaphoreOverflow:
    return "semaphore overflow";
  case FaultCode::IndexOutOfRange:
    return "index out of range";
  case FaultCode::Trap:
    return "trap";
  case FaultCode::Deadlock:
    return "deadlock";
  }
  return "unknown fault";
}

} // namespace alcyone::isa
