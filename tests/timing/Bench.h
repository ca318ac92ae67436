// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The verbs of the timing tests. A Bench is a chip of its own (a built-in one,
// with numbers of its JSON changed) and a program under construction: issue()
// adds an instruction to a queue of a tile and names it, run() launches, and
// expectEarliestAt() compares when an instruction ended, in cycles.
#pragma once

#include "EngineProgram.h"

#include "isa/chips/Chip.h"
#include "isa/machine/EngineQueue.h"
#include "isa/machine/Launch.h"
#include "isa/support/Failure.h"
#include "sim/ChipModel.h"

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace alcyone::tests {

/// A number of the chip's JSON, as "hbm.t_cl_ns", and what to set it to.
struct Change {
  std::string key;
  double value;
};

/// The built-in chip `name` with those numbers changed in its JSON text.
isa::Chip chipWith(const std::string &name,
                   std::initializer_list<Change> changes = {});

class Bench {
public:
  explicit Bench(const std::string &chip = "nano",
                 std::initializer_list<Change> changes = {});
  explicit Bench(const isa::Chip &chip);

  /// Adds an instruction; `name` is how to ask for it later.
  void issue(const std::string &name, unsigned tile, unsigned queue,
             isa::Instruction instruction);

  /// Launches what has been issued. All further questions are about this run.
  const isa::LaunchResult &run();

  /// When an instruction's engine started and when its effects were visible.
  struct Times {
    uint64_t start = 0;
    uint64_t end = 0;
    uint64_t duration() const { return end - start; }
  };
  Times times(const std::string &name) const;

  /// The instruction's effects are visible `cycles` after its start, and not
  /// one cycle earlier.
  void expectEarliestAt(const std::string &name, uint64_t cycles) const;

  double statistic(const std::string &name) const;
  uint64_t cycles() const { return *result.statistics.cycles; }

  const isa::Chip chip;
  std::unique_ptr<sim::ChipModel> model;
  EngineProgram program;
  isa::LaunchResult result;
  std::string traceText; ///< of the last run

private:
  std::map<std::string, uint32_t> tags;
  std::map<std::string, Times> found;
};

/// One launch of `program` on `model`.
isa::LaunchResult launch(sim::ChipModel &model, const EngineProgram &program,
                         const sim::LaunchOptions &options = {});

// Instructions with what the tests leave alone filled in.
isa::Copy copyBytes(uint64_t dst, uint64_t src, uint32_t bytes);
isa::Fill fillBytes(uint64_t dst, uint32_t bytes, uint8_t value);
isa::Matmul matmulOf(uint16_t m, uint16_t n, uint16_t k, uint32_t a = 0,
                     uint32_t b = 0x10000, uint32_t c = 0x40000);

inline constexpr unsigned ttu = 0, tvp = 1, dma0 = 2, dma1 = 3, dma2 = 4,
                          cdma0 = isa::firstCdmaQueue;

} // namespace alcyone::tests
