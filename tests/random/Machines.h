// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two models of one chip, made once and used for many programs: ref, and the
// one that is held against it.
#pragma once

#include "isa/generated/Registers.h"
#include "isa/machine/Launch.h"
#include "runtime/backends/ref/RefMachine.h"
#include "runtime/random/Program.h"

#include <memory>
#include <string>
#include <vector>

namespace alcyone::tests {

// A model that has a clock.
class TimedModel {
public:
  virtual ~TimedModel() = default;
  virtual isa::LaunchResult launch(const isa::LaunchRequest &request) = 0;
  virtual isa::MemoryMap &memory() = 0;
  virtual uint64_t hostRegister(isa::HostRegister which) = 0;
};

/// "sim" or "rtl".
std::unique_ptr<TimedModel> timedModel(const std::string &name,
                                       const isa::Chip &chip);

class Machines {
public:
  // Enough for every program here, so that a broken one does not run forever.
  static constexpr uint64_t mostInstructions = 2'000'000;

  explicit Machines(const isa::Chip &chip, const std::string &other = "sim");

  // How one run of an image on both ended; both memories were initialised from
  // `seed`.
  struct Outcome {
    isa::LaunchResult ref, other;
    std::string difference; // of the memories' used parts; empty if none
    uint64_t cycles() const { return other.statistics.cycles.value_or(0); }
  };
  Outcome run(const std::vector<uint8_t> &image, const random::Layout &layout,
              uint64_t seed, uint64_t instructionLimit = mostInstructions);
  // On the other alone.
  isa::LaunchResult runOther(const std::vector<uint8_t> &image,
                             const random::Layout &layout, uint64_t seed,
                             uint64_t instructionLimit = mostInstructions);

  // Fills both memories, as run does.
  void initialise(const random::Layout &layout, uint64_t seed);

  const isa::Chip &chip() const { return ref.chip(); }
  isa::MemoryMap &memory() { return ref.memory(); } // of ref

private:
  std::string compare(const random::Layout &layout);

  const std::string name; // of the other
  runtime::RefMachine ref;
  std::unique_ptr<TimedModel> other;
};

// What a failed comparison says, empty if both did the program to its end and
// agree.
std::string disagreement(const Machines::Outcome &outcome);

} // namespace alcyone::tests
