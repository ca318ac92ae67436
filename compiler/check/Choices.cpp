// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/Choices.h"

namespace alcyone::compiler {

namespace {
constexpr unsigned kExhaustiveTraces = 128, kRandomTraces = 64;
} // namespace

unsigned Choices::pick(unsigned options) {
  if (position == choices.size())
    choices.push_back(
        {traces > kExhaustiveTraces ? unsigned(random() % options) : 0,
         options});
  return choices[position++].chosen;
}

bool Choices::advance() {
  position = 0;
  if (++traces > kExhaustiveTraces) {
    choices.clear();
    return traces <= kExhaustiveTraces + kRandomTraces;
  }
  while (!choices.empty() &&
         choices.back().chosen + 1 == choices.back().options)
    choices.pop_back();
  if (choices.empty())
    return false;
  ++choices.back().chosen;
  return true;
}

} // namespace alcyone::compiler
