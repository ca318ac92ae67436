// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Deterministic damage for tests of readers. The seed is printed; ALCYONE_SEED
// and ALCYONE_ROUNDS choose others.
#pragma once

#include "tests/support/Settings.h"

#include <algorithm>
#include <iostream>
#include <random>

namespace alcyone::tests {

class Corruption {
public:
  Corruption() : random(firstSeed()) { std::cout << rounds() << " rounds\n"; }

  unsigned rounds() const { return unsigned(setting("ALCYONE_ROUNDS", 2000)); }

  // Up to four of: a byte changed, a bit flipped, a piece cut out, a piece
  // doubled, the end cut off.
  template <typename Bytes> void damage(Bytes &bytes) {
    for (unsigned times = 1 + below(4); times && !bytes.empty(); --times) {
      size_t at = below(bytes.size());
      size_t length = std::min<size_t>(1 + below(16), bytes.size() - at);
      auto start = bytes.begin() + long(at);
      switch (below(8)) {
      default:
        *start = typename Bytes::value_type(below(256));
        break;
      case 4:
      case 5:
        *start = typename Bytes::value_type(*start ^ (1 << below(8)));
        break;
      case 6:
        if (below(2))
          bytes.erase(start, start + long(length));
        else {
          Bytes piece(start, start + long(length));
          bytes.insert(start, piece.begin(), piece.end());
        }
        break;
      case 7:
        if (below(4) == 0)
          bytes.resize(at);
        break;
      }
    }
  }

  // The same in every standard library, unlike the distributions.
  size_t below(size_t limit) { return size_t(random()) % limit; }

private:
  std::mt19937_64 random;
};

} // namespace alcyone::tests
