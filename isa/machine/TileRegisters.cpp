// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks of register accesses.
#include "isa/machine/TileRegisters.h"

#include "isa/support/AddressMap.h"

namespace alcyone::isa {

// Semaphores are 8-bit counters.
static constexpr uint64_t maxSemaphore = 0xFF;

Fault decodeRegisterAccess(const TcpAccess &access, const Chip &chip,
                           TileRegisterIndex &result) {
  const Fault absent{FaultCode::AddressOutOfRange, access.address};
  if (access.bytes != 8)
    return {FaultCode::Misaligned, access.address};
  const auto found = tileRegisterAt(access.address - address::tileRegisters);
  if (!found)
    return absent;
  const bool isLoad = access.kind == TcpAccess::Kind::Load;
  switch (found->which) {
  case TileRegister::TileId:
  case TileRegister::TileCount:
  case TileRegister::ClusterId:
  case TileRegister::TilesPerCluster:
  case TileRegister::Cycle:
    if (!isLoad)
      return absent;
    break;
  case TileRegister::Halt:
    if (isLoad)
      return absent;
    break;
  case TileRegister::SemaphoreWait:
    if (isLoad)
      return absent;
    if ((access.value & 0xFF) >= chip.semaphore.count ||
        access.value >> 8 > maxSemaphore)
      return {FaultCode::IllegalInstruction, access.value};
    break;
  case TileRegister::QueuePush:
  case TileRegister::QueueFree:
    if (found->index >= queueCount(chip) ||
        isLoad != (found->which == TileRegister::QueueFree))
      return absent;
    break;
  case TileRegister::Semaphore:
    if (found->index >= chip.semaphore.count)
      return absent;
    if (!isLoad && access.value > maxSemaphore)
      return {FaultCode::SemaphoreOverflow, found->index};
    break;
  }
  result = *found;
  return {};
}

} // namespace alcyone::isa
