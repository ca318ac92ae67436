// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Shrink.h"

#include <algorithm>
#include <sstream>

namespace alcyone::tests {

namespace {

std::string failure(Machines &machines, const RandomProgram &program) {
  const std::vector<uint8_t> code =
      image(order(program), machines.chip(), program.seed);
  return disagreement(machines.run(code, program.layout, program.seed));
}

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

bool dropSome(Machines &machines, RandomProgram &program, size_t count) {
  bool any = false;
  for (size_t first = 0; first < program.operations.size();) {
    RandomProgram rest = without(program, first, count);
    if (!failure(machines, rest).empty()) {
      program = std::move(rest);
      any = true;
    } else {
      first += count;
    }
  }
  return any;
}

void dropRepetitions(Machines &machines, RandomProgram &program) {
  for (size_t i = 0; i < program.operations.size(); ++i) {
    RandomProgram rest = program;
    rest.operations[i].repeat = 1;
    rest.operations[i].advances.clear();
    if (!failure(machines, rest).empty())
      program = std::move(rest);
  }
}

} // namespace

RandomProgram shrink(Machines &machines, RandomProgram program) {
  size_t count = std::max<size_t>(program.operations.size() / 2, 1);
  while (dropSome(machines, program, count) || count > 1)
    count = std::max<size_t>(count / 2, 1);
  dropRepetitions(machines, program);
  return program;
}

std::string report(Machines &machines, const RandomProgram &program) {
  std::ostringstream text;
  text << "shrunk to " << program.operations.size() << " operations:\n";
  for (const Operation &operation : program.operations)
    text << "  " << print(operation, machines.chip()) << "\n";
  text << "as a program:\n"
       << print(order(program)) << "which gives:\n"
       << failure(machines, program) << "\n";
  return text.str();
}

} // namespace alcyone::tests
