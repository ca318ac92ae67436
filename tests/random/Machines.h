// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The two models of one chip, made once and used for many programs.
#pragma once

#include "Program.h"
#include "isa/machine/Launch.h"
#include "runtime/backends/ref/RefMachine.h"
#include "sim/ChipModel.h"

#include <optional>
#include <string>
#include <vector>

namespace alcyone::tests {

class Machines {
public:
  explicit Machines(const isa::Chip &chip) : ref(chip), sim(chip) {}

  // How one run of an image on both ended; both memories were initialised from
  // `seed`.
  struct Outcome {
    isa::LaunchResult ref, sim;
    std::string difference; // of the memories' used parts; empty if none
    uint64_t cycles() const { return sim.statistics.cycles.value_or(0); }
  };
  Outcome run(const std::vector<uint8_t> &image, const Layout &layout,
              uint64_t seed);
  // On sim alone.
  isa::LaunchResult runSim(const std::vector<uint8_t> &image,
                           const Layout &layout, uint64_t seed);

  // Fills both memories, as run does.
  void initialise(const Layout &layout, uint64_t seed);

  const isa::Chip &chip() const { return ref.chip(); }
  isa::MemoryMap &memory() { return ref.memory(); } // of ref

private:
  std::string compare(const Layout &layout);

  runtime::RefMachine ref;
  sim::ChipModel sim;
};

// What a failed comparison says, empty if both did the program to its end and
// agree.
std::string disagreement(const Machines::Outcome &outcome);

} // namespace alcyone::tests
