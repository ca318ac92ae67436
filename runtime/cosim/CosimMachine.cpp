// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/cosim/CosimMachine.h"

#include "runtime/random/Image.h"
#include "runtime/random/Ordering.h"

namespace alcyone::cosim {

using namespace isa;

// Far more than a random program takes, so that a broken tile does not run for
// ever.
static constexpr uint64_t mostInstructions = 2'000'000;

LaunchResult CosimMachine::launch(const LaunchRequest &request,
                                  const std::string &tracePath) {
  lockStep.begin(request);
  machine.observeWith(between ? between : &lockStep);
  return machine.launch(request, tracePath);
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
  request.instructionLimit = mostInstructions;
  Outcome outcome;
  try {
    const LaunchResult result = launch(request, tracePath);
    outcome.cycles = result.statistics.cycles.value_or(0);
    if (result.end != LaunchEnd::Done)
      outcome.difference.emplace(outcome.cycles, "the end", result.message);
  } catch (const Difference &difference) {
    outcome.difference = difference;
    outcome.cycles = difference.cycle;
  }
  return outcome;
}

} // namespace alcyone::cosim
