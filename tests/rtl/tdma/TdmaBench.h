// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The DMA of a tile between an L1 that refuses lanes at random and an AXI
// memory.
#pragma once

#include "AxiMemory.h"

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "isa/support/Fault.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

class Valc_tdma;

namespace alcyone::rtl {
template <class Top> class Model;
}

namespace alcyone::tests {

class TdmaBench {
public:
  explicit TdmaBench(const Delays &delays = {}, uint64_t seed = 1);
  ~TdmaBench();

  // Of the unit and of what is around it; memories keep what they have.
  void reset();
  void start(unsigned channel, const isa::Instruction &instruction);
  bool isBusy(unsigned channel) const { return busy[channel]; }
  void step();
  // Until that channel is done; its fault. Gives up after `most` cycles.
  isa::Fault finish(unsigned channel, uint64_t most = 1'000'000);
  isa::Fault run(const isa::Instruction &instruction) {
    start(0, instruction);
    return finish(0);
  }

  unsigned channels() const { return unsigned(chip.tdma.channels); }

  const isa::Chip chip;
  isa::MemoryMap memory;
  Delays delays;
  AxiMemory outside;
  uint64_t cycle = 0;
  std::optional<uint64_t> firstRequest; // cycle, since it was last reset
  std::vector<isa::Fault> faults;       // of the last instruction of a channel
  std::vector<uint64_t> doneAt;

private:
  struct Granted {
    uint64_t when;
    unsigned lane;
    std::vector<uint8_t> line;
  };

  void serveL1();
  void giveL1Data();
  void drive();
  void sample();

  std::unique_ptr<rtl::Model<Valc_tdma>> dut;
  std::mt19937_64 random;
  std::deque<Granted> granted;
  std::vector<bool> busy;
  unsigned lanes;
};

} // namespace alcyone::tests
