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
          return {first, std::max<unsigned>(inst.multicastCount, 1),
                  std::max<unsigned>(inst.multicastStride, 1)};
        } else {
          return {from, 1, 1};
        }
      },
      instruction);
}

} // namespace alcyone::isa
