// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "isa/chips/Chip.h"
#include "isa/machine/Launch.h"

#include <cstdint>

namespace alcyone::sim {

/// Cycles from the beginning of a launch until image and arguments have been
/// sent to the tiles.
uint64_t launchCycles(const isa::Chip &chip, const isa::LaunchRequest &request);

} // namespace alcyone::sim
