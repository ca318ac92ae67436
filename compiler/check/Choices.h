// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides what the IR leaves open, differently in each trace: all ways one
// after another, or, should there be too many, a fixed random choice of them.

#ifndef ALCYONE_COMPILER_CHECK_CHOICES_H
#define ALCYONE_COMPILER_CHECK_CHOICES_H

#include <cstddef>
#include <random>
#include <vector>

namespace alcyone::compiler {

class Choices {
public:
  /// One of 0 .. options - 1.
  unsigned pick(unsigned options);
  /// Turns to the next way; false if there is none left.
  bool advance();

private:
  struct Choice {
    unsigned chosen, options;
  };
  std::vector<Choice> choices;
  size_t position = 0;
  unsigned traces = 1;
  std::mt19937 random; // the default seed: always the same ways
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_CHECK_CHOICES_H
