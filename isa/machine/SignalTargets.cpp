// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "isa/machine/SignalTargets.h"

#include "isa/support/AddressMap.h"

#include <algorithm>

namespace alcyone::isa {

TileRange signalTargets(const Instruction &instruction, uint16_t target,
                        unsigned from, unsigned tileCount) {
  if (target == targetAll)
    return {0, tileCount, 1};
  if (target == targetOwn)
    return {from, 1, 1};
  if (target != targetWritten)
    return {target, 1, 1};
  return std::visit(
      [&](const auto &inst) -> TileRange {
        if constexpr (requires { inst.multicastCount; }) {
          const address::Location at = address::locate(inst.dst);
          const unsigned first =
              at.region == address::Region::L1 ? unsigned(at.unit) : from;
          // A stride of 0 is illegal, and reported when it is checked.
          if (inst.multicastCount < 2 || inst.multicastStride == 0)
            return {first, 1, 1};
          return {first, inst.multicastCount, inst.multicastStride};
        } else {
          return {from, 1, 1};
        }
      },
      instruction);
}

bool signals(const Instruction &instruction, unsigned from, unsigned tile,
             unsigned tileCount, unsigned semaphore) {
  const Header &h = header(instruction);
  const auto reaches = [&](uint8_t sem, uint8_t count, uint16_t target) {
    if (count == 0 || sem != semaphore)
      return false;
    return signalTargets(instruction, target, from, tileCount).contains(tile);
  };
  return reaches(h.signal0Sem, h.signal0Count, h.signal0Target) ||
         reaches(h.signal1Sem, h.signal1Count, h.signal1Target);
}

} // namespace alcyone::isa
