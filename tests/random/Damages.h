// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ways to make a descriptor wrong.
#pragma once

#include "Machines.h"
#include "runtime/random/Ordering.h"

namespace alcyone::tests {

// Random bytes, a field with a value at the end of its range, or some bytes
// changed; what comes out may even be legal.
std::vector<random::Damage> anyDamage(const isa::Instruction &instruction,
                                      random::Random &random);

// A change after which the instruction cannot but fault, unless it has nothing
// to do.
std::vector<random::Damage> faultOf(const isa::Instruction &instruction,
                                    random::Random &random);

// Whether the machines would be busy with it for too long to wait for.
bool takesLong(const isa::Instruction &instruction,
               std::span<const random::Damage> damage, isa::MemoryMap &memory,
               unsigned tile);

} // namespace alcyone::tests
