// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/EngineTime.h"

#include <algorithm>
#include <cmath>

namespace alcyone::sim {

Cycle EngineTime::duration(double stretch) const {
  return fixed + std::max(streaming, Cycle(std::ceil(l1Cycles * stretch)));
}

double EngineTime::l1Demand() const {
  const double busy = std::max(double(streaming), l1Cycles);
  return busy == 0 ? 0 : l1Cycles / busy;
}

Cycle EngineTime::conflictCycles() const {
  const double without = std::max(double(streaming), l1Ideal);
  return Cycle(std::max(0.0, std::ceil(l1Cycles - without)));
}

} // namespace alcyone::sim
