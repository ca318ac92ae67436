// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random engine instructions for round trips.
#pragma once

#include "isa/generated/Instructions.h"

#include <random>

namespace alcyone::isa::test {

// ALCYONE_SEED if it is set, else a new seed. Printed, so that a failure can be
// repeated.
uint64_t testSeed();

// An instruction of this kind in which every field has any of its legal values.
Instruction randomInstruction(const InstructionInfo &info,
                              std::mt19937_64 &random);

} // namespace alcyone::isa::test
