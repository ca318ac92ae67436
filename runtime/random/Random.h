// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where all choices come from. Small, so that every operation can have its own:
// then dropping one operation changes no choice made for another.
#pragma once

#include <cstdint>
#include <iterator>

namespace alcyone::random {

class Random {
public:
  explicit Random(uint64_t seed) : state(seed) { next(); }

  // splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
  // generators, OOPSLA 2014).
  uint64_t next() {
    uint64_t z = state += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }
  // Below limit, which is not 0.
  uint32_t below(uint64_t limit) { return uint32_t(next() % limit); }
  // Inclusive.
  int64_t between(int64_t low, int64_t high) {
    return low + int64_t(next() % uint64_t(high - low + 1));
  }
  bool oneIn(uint32_t n) { return below(n) == 0; }
  template <typename List> auto &pick(List &list) {
    return list[below(std::size(list))];
  }

private:
  uint64_t state;
};

} // namespace alcyone::random
