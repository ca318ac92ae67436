// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the random tests start, and how far they go.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string_view>

namespace alcyone::tests {

inline uint64_t setting(const char *name, uint64_t otherwise) {
  const char *text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 0) : otherwise;
}

// From ALCYONE_SEED, a number or "random". The same each time unless asked
// otherwise, so that a change is judged by what the one before it passed.
inline uint64_t seed() {
  static const uint64_t chosen = [] {
    const char *text = std::getenv("ALCYONE_SEED");
    const bool isNew = text && std::string_view(text) == "random";
    return isNew ? std::random_device()() * uint64_t(100'000'000)
                 : setting("ALCYONE_SEED", 20'260'303'000);
  }();
  return chosen;
}

// The seed, printed, so that a failure can be repeated.
inline uint64_t firstSeed() {
  std::cout << "ALCYONE_SEED=" << seed() << std::endl;
  return seed();
}

} // namespace alcyone::tests
