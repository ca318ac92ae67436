// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How long the control processor takes: counts of retired instructions by class
// times the chip's cycles for each, as one table.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/tcp/Tcp.h"
#include "sim/kernel/Server.h"

namespace alcyone::sim {

/// Cycles of what `counters` holds. Accesses outside the TCM are not in it:
/// they take their own time.
Cycle tcpCycles(const isa::TcpCounters &counters, const isa::Chip &chip);

} // namespace alcyone::sim
