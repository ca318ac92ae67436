// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Machines.h"

#include "runtime/backends/rtl/RtlMachine.h"
#include "sim/ChipModel.h"

#include <algorithm>
#include <cstring>

namespace alcyone::tests {

using namespace isa;

static constexpr uint64_t mostCycles = 20'000'000;

namespace {

class SimModel final : public TimedModel {
public:
  explicit SimModel(const Chip &chip) : model(chip) {}
  LaunchResult launch(const LaunchRequest &request) override {
    sim::LaunchOptions options;
    options.cycleLimit = mostCycles;
    return model.launch(request, options);
  }
  MemoryMap &memory() override { return model.memory(); }
  uint64_t hostRegister(HostRegister which) override {
    return model.hostRegister(which);
  }

private:
  sim::ChipModel model;
};

class RtlModel final : public TimedModel {
public:
  explicit RtlModel(const Chip &chip) : model(chip) {}
  LaunchResult launch(const LaunchRequest &request) override {
    return model.launch(request, {}, mostCycles);
  }
  MemoryMap &memory() override { return model.memory(); }
  uint64_t hostRegister(HostRegister which) override {
    return model.hostRegister(which);
  }

private:
  runtime::RtlMachine model;
};

} // namespace

std::unique_ptr<TimedModel> timedModel(const std::string &name,
                                       const Chip &chip) {
  if (name == "rtl")
    return std::make_unique<RtlModel>(chip);
  return std::make_unique<SimModel>(chip);
}

Machines::Machines(const Chip &chip, const std::string &other)
    : name(other), ref(chip), other(timedModel(other, chip)) {}

std::string Machines::compare(const random::Layout &layout) {
  for (unsigned memory = 0; memory < layout.memories(); ++memory) {
    const std::span<uint8_t> expected = layout.used(ref.memory(), memory);
    const std::span<uint8_t> got = layout.used(other->memory(), memory);
    if (std::memcmp(expected.data(), got.data(), got.size()) == 0)
      continue;
    const size_t at = size_t(
        std::mismatch(expected.begin(), expected.end(), got.begin()).first -
        expected.begin());
    return layout.name(memory) + " differs at byte " +
           std::to_string(layout.base(memory) + at) + ": ref has " +
           std::to_string(expected[at]) + ", " + name + " " +
           std::to_string(got[at]);
  }
  return {};
}

void Machines::initialise(const random::Layout &layout, uint64_t seed) {
  random::initialise(ref.memory(), layout, seed);
  random::initialise(other->memory(), layout, seed);
}

LaunchResult Machines::runOther(const std::vector<uint8_t> &image,
                                const random::Layout &layout, uint64_t seed,
                                uint64_t instructionLimit) {
  random::initialise(other->memory(), layout, seed);
  const TcmSegment segment{0, image};
  LaunchRequest request;
  request.segments = {&segment, 1};
  request.instructionLimit = instructionLimit;
  return other->launch(request);
}

Machines::Outcome Machines::run(const std::vector<uint8_t> &image,
                                const random::Layout &layout, uint64_t seed,
                                uint64_t instructionLimit) {
  Outcome outcome;
  random::initialise(ref.memory(), layout, seed);
  const TcmSegment segment{0, image};
  LaunchRequest request;
  request.segments = {&segment, 1};
  request.instructionLimit = instructionLimit;
  outcome.ref = ref.launch(request);
  outcome.other = runOther(image, layout, seed, instructionLimit);
  outcome.difference = compare(layout);
  return outcome;
}

std::string disagreement(const Machines::Outcome &outcome) {
  std::string text;
  if (outcome.ref.end != LaunchEnd::Done)
    text += "ref did not get to the end: " + outcome.ref.message + "\n";
  if (outcome.other.end != LaunchEnd::Done)
    text += "the other did not get to the end: " + outcome.other.message + "\n";
  return text + outcome.difference;
}

} // namespace alcyone::tests
