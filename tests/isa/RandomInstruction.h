// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random engine instructions for round trips.
#pragma once

#include "isa/generated/Instructions.h"

#include <random>

namespace alcyone::isa::test {

// An instruction of this kind in which every field has any of its legal values.
Instruction randomInstruction(const InstructionInfo &info,
                              std::mt19937_64 &random);

} // namespace alcyone::isa::test
