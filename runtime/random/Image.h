// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control memory that carries out a schedule: RV64 code for every tile,
// descriptors and micro-programs. Descriptors are often made by patching ones
// that were pushed before, with stores of all widths, and repetitions are loops
// that add to fields; both rely on the queue having copied what was pushed.
#pragma once

#include "runtime/random/Ordering.h"

#include <cstdint>
#include <vector>

namespace alcyone::random {

// From TCM address 0 on, where the entry is. Throws where the chip's control
// memory is too small.
std::vector<uint8_t> image(const Schedule &schedule, const isa::Chip &chip,
                           uint64_t seed);

} // namespace alcyone::random
