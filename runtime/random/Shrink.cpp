// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/random/Shrink.h"

#include "runtime/random/Ordering.h"

#include <algorithm>
#include <sstream>

namespace alcyone::random {

namespace {

// Leaves out operations [first, first + count).
RandomProgram without(const RandomProgram &program, size_t first,
                      size_t count) {
  RandomProgram rest = program;
  const auto begin = rest.operations.begin() + ptrdiff_t(first);
  rest.operations.erase(
      begin,
      begin + ptrdiff_t(std::min(count, rest.operations.size() - first)));
  return rest;
}

bool dropSome(RandomProgram &program, size_t count, const Fails &fails) {
  bool any = false;
  for (size_t first = 0; first < program.operations.size();) {
    RandomProgram rest = without(program, first, count);
    if (fails(rest)) {
      program = std::move(rest);
      any = true;
    } else {
      first += count;
    }
  }
  return any;
}

void dropRepetitions(RandomProgram &program, const Fails &fails) {
  for (size_t i = 0; i < program.operations.size(); ++i) {
    if (program.operations[i].repeat == 1)
      continue;
    RandomProgram rest = program;
    pushOnce(rest.operations[i]);
    if (fails(rest))
      program = std::move(rest);
  }
}

} // namespace

RandomProgram shrink(RandomProgram program, const Fails &fails) {
  size_t count = std::max<size_t>(program.operations.size() / 2, 1);
  while (dropSome(program, count, fails) || count > 1)
    count = std::max<size_t>(count / 2, 1);
  dropRepetitions(program, fails);
  return program;
}

std::string report(const RandomProgram &program) {
  std::ostringstream text;
  text << program.operations.size() << " operations:\n";
  for (const Operation &operation : program.operations)
    text << "  " << operation.number << ": "
         << print(operation, program.layout.chip) << "\n";
  text << "as a program:\n" << print(order(program));
  return text.str();
}

} // namespace alcyone::random
