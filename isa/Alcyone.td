// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The whole instruction set, as isa/generate reads it.

include "isa/engines/Sync.td"
include "isa/engines/Ttu.td"
include "isa/engines/Tdma.td"
include "isa/engines/Tvp.td"
include "isa/tvp/MicroInstructions.td"
include "isa/registers/Tile.td"
include "isa/registers/Host.td"
