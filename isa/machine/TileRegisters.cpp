// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks of register accesses.
#include "isa/machine/TileRegisters.h"

#include "isa/machine/EngineQueue.h"
#include "isa/support/AddressMap.h"

#include <array>
#include <optional>

namespace alcyone::isa {

// Semaphores are 8-bit counters.
static constexpr uint64_t maxSemaphore = 0xFF;

// tileRegisterAt for every offset of the block that has a register, found once.
static constexpr auto registersByOffset = [] {
  constexpr uint64_t end = registerOffset(TileRegister::Semaphore, 256);
  std::array<std::optional<TileRegisterIndex>, end / 8> table{};
  for (uint64_t i = 0; i < table.size(); ++i)
    table[i] = tileRegisterAt(8 * i);
  return table;
}();

Fault decodeRegisterAccess(const TcpAccess &access, const Chip &chip,
                           TileRegisterIndex &result) {
  const Fault absent{FaultCode::AddressOutOfRange, access.address};
  if (access.bytes != 8)
    return {FaultCode::Misaligned, access.address};
  const uint64_t place = (access.address - address::tileRegisters) / 8;
  if (place >= registersByOffset.size() || !registersByOffset[place])
    return absent;
  const auto &found = registersByOffset[place];
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
    if (!(queueMask(chip) >> found->index & 1) ||
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
