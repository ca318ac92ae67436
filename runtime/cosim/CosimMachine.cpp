// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/cosim/CosimMachine.h"

#include "runtime/random/Image.h"
#include "runtime/random/Ordering.h"

namespace alcyone::cosim {

using namespace isa;

// More than a copy of as many single elements from HBM as an operation of a
// random program has. A tile that hangs ends.
static constexpr uint64_t cyclesPerOperation = 250'000;

static uint64_t cycleLimit(const random::RandomProgram &program) {
  uint64_t operations = 0;
  for (const random::Operation &operation : program.operations)
    operations += operation.repeat;
  return cyclesPerOperation * (operations + 1); // one for what begins and ends
}

LaunchResult CosimMachine::launch(const LaunchRequest &request,
                                  const std::string &tracePath,
                                  uint64_t cycleLimit) {
  lockStep.begin(request);
  machine.observeWith(between ? between : &lockStep);
  return machine.launch(request, tracePath, cycleLimit);
}

CosimMachine::Outcome CosimMachine::run(const random::RandomProgram &program,
                                        const std::string &tracePath) {
  random::initialise(memory(), program.layout, program.seed);
  random::initialise(referenceMemory(), program.layout, program.seed);
  const std::vector<uint8_t> image =
      random::image(random::order(program), chip(), program.seed);
  const TcmSegment segment{0, image};
  LaunchRequest request;
  request.segments = {&segment, 1};
  Outcome outcome;
  try {
    const LaunchResult result = launch(request, tracePath, cycleLimit(program));
    outcome.cycles = result.statistics.cycles.value_or(0);
    if (result.end == LaunchEnd::LimitReached)
      lockStep.requireStuck();
    if (result.end != LaunchEnd::Done)
      outcome.difference.emplace(outcome.cycles, "the end", result.message);
  } catch (const Difference &difference) {
    outcome.difference = difference;
    outcome.cycles = difference.cycle;
  }
  return outcome;
}

} // namespace alcyone::cosim
