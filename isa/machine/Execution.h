// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Engine instructions carried out at once, by the semantics, for models without
// a clock: waits, signals and barriers are theirs.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/semantics/MemoryMap.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <span>
#include <vector>

namespace alcyone::isa {

/// What an engine of a tile reaches.
struct EngineMemories {
  MemoryMap &memory;
  std::span<const uint8_t> tcm;
  unsigned tile = 0;
};

struct AddressRange {
  uint64_t address = 0;
  uint64_t bytes = 0;
};

/// Checks, then runs; on a fault nothing is written. `sync` and `barrier` do
/// nothing. `written`, unless null, becomes what it writes, maybe some bytes
/// twice.
Fault execute(const Instruction &instruction, const EngineMemories &memories,
              std::vector<AddressRange> *written = nullptr);

} // namespace alcyone::isa
