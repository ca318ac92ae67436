// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small chips with random numbers.
#pragma once

#include "isa/chips/Chip.h"

namespace alcyone::tests {

// A chip that its file's rules allow; the same for the same seed.
isa::Chip randomChip(uint64_t seed);

// Sets the number of a key of the chip's file.
void set(isa::Chip &chip, std::string_view key, double value);
double value(const isa::Chip &chip, std::string_view key);

} // namespace alcyone::tests
