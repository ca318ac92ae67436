// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that no compiler made.
#pragma once

#include <cstdint>
#include <random>

namespace alcyone::tests {

/// A word of a random row with random operand bits, rarely with a bit flipped.
uint32_t plausibleWord(std::mt19937_64 &random);

/// A word of code that keeps going: arithmetic on x16 to x31, short jumps, and
/// stores of words of the same kind (x8 to x15) near the addresses in x1 to x7.
uint32_t selfModifyingWord(std::mt19937_64 &random);

} // namespace alcyone::tests
