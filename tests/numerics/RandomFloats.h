// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random FP32 values that look for trouble: specials, subnormals, neighbours of
// powers of two, ties, close exponents; and uniform bits. The seed is printed
// with a failure and can be given as ALCYONE_SEED.
#pragma once

#include "tests/support/Settings.h"

#include <cstdint>
#include <random>

namespace alcyone::reference {

using tests::seed;

class RandomFloats {
public:
  explicit RandomFloats(uint64_t seed) : engine(seed) {}

  uint32_t bits() { return uint32_t(engine()); }
  uint64_t below(uint64_t limit) { return engine() % limit; }
  // Anything, with a bias to what goes wrong.
  uint32_t any();
  // A value that cancels with or is lost against `other`.
  uint32_t near(uint32_t other);
  // Of the size that activations and weights have.
  uint32_t ordinary();

private:
  std::mt19937_64 engine;
};

} // namespace alcyone::reference
