// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Machines.h"

#include <algorithm>
#include <cstring>

namespace alcyone::tests {

using namespace isa;

// Enough for every program here, so that a broken one does not run forever.
static constexpr uint64_t mostInstructions = 2'000'000;
static constexpr uint64_t mostCycles = 20'000'000;

std::string Machines::compare(const Layout &layout) {
  for (unsigned memory = 0; memory < layout.memories(); ++memory) {
    const std::span<uint8_t> expected = layout.used(ref.memory(), memory);
    const std::span<uint8_t> got = layout.used(sim.memory(), memory);
    if (std::memcmp(expected.data(), got.data(), got.size()) == 0)
      continue;
    const size_t at = size_t(
        std::mismatch(expected.begin(), expected.end(), got.begin()).first -
        expected.begin());
    return layout.name(memory) + " differs at byte " +
           std::to_string(layout.base(memory) + at) + ": ref has " +
           std::to_string(expected[at]) + ", sim " + std::to_string(got[at]);
  }
  return {};
}

void Machines::initialise(const Layout &layout, uint64_t seed) {
  tests::initialise(ref.memory(), layout, seed);
  tests::initialise(sim.memory(), layout, seed);
}

LaunchResult Machines::runSim(const std::vector<uint8_t> &image,
                              const Layout &layout, uint64_t seed) {
  tests::initialise(sim.memory(), layout, seed);
  const TcmSegment segment{0, image};
  LaunchRequest request;
  request.segments = {&segment, 1};
  request.instructionLimit = mostInstructions;
  sim::LaunchOptions options;
  options.cycleLimit = mostCycles;
  return sim.launch(request, options);
}

Machines::Outcome Machines::run(const std::vector<uint8_t> &image,
                                const Layout &layout, uint64_t seed) {
  Outcome outcome;
  tests::initialise(ref.memory(), layout, seed);
  const TcmSegment segment{0, image};
  LaunchRequest request;
  request.segments = {&segment, 1};
  request.instructionLimit = mostInstructions;
  outcome.ref = ref.launch(request);
  outcome.sim = runSim(image, layout, seed);
  outcome.difference = compare(layout);
  return outcome;
}

std::string disagreement(const Machines::Outcome &outcome) {
  std::string text;
  if (outcome.ref.end != LaunchEnd::Done)
    text += "ref did not get to the end: " + outcome.ref.message + "\n";
  if (outcome.sim.end != LaunchEnd::Done)
    text += "sim did not get to the end: " + outcome.sim.message + "\n";
  return text + outcome.difference;
}

} // namespace alcyone::tests
