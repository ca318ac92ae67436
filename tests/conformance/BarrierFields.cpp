// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Fields.h"

#include "isa/machine/EngineQueue.h"

namespace alcyone::tests {

using namespace isa;

FIELD(Barrier, queues) {
  const uint64_t all = queueMask(trials.chip);
  trials.runs(1, 3, 5, all);
  trials.faults(FaultCode::IllegalInstruction, 0, 2, 0x0801, 0xFFFF);
  trials.as<Barrier>().scope = Scope::Chip;
  trials.runs(1, 3, all);
}

FIELD(Barrier, scope) {
  trials.runs(Scope::Tile, Scope::Chip);
  trials.faults(FaultCode::IllegalInstruction, 2, 255);
}

FIELD(Barrier, id) {
  trials.runs(0, 1, 2, 3);
  trials.faults(FaultCode::IllegalInstruction, 4, 255);
  trials.as<Barrier>().scope = Scope::Chip;
  trials.runs(0, 3);
}

} // namespace alcyone::tests
