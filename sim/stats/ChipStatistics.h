// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The numbers of a launch, from what its modules counted.
#pragma once

#include "isa/machine/RunStatistics.h"
#include "sim/kernel/Server.h"

namespace alcyone::sim {

class ChipModule;
struct Platform;

/// Everything but wallSeconds. `cycles` is the duration of the launch.
isa::RunStatistics chipStatistics(const Platform &platform,
                                  const ChipModule &top, Cycle cycles);

} // namespace alcyone::sim
