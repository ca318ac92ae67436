// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loop nest of `vector` exactly as docs/numerics.md defines it: one vector,
// one micro-instruction, one lane after another.
#pragma once

#include "isa/generated/Instructions.h"

#include <cstdint>
#include <span>
#include <vector>

namespace alcyone::reference {

// Precondition: isa::checkVector found nothing.
void vector(const isa::Vector &inst, std::span<uint8_t> l1,
            std::span<const uint32_t> program);

} // namespace alcyone::reference
