// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether the order in which the elements of a transfer move can matter.
#pragma once

#include "isa/semantics/Tdma.h"

namespace alcyone::sim {

/// True if a prepared transfer may read what it writes (the extents of source
/// and of any destination, lowest to highest byte, overlap) or may write a byte
/// twice. Never false when it does.
bool orderMatters(const isa::Transfer &transfer, unsigned tile);

} // namespace alcyone::sim
