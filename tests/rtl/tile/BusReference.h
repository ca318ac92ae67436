// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the bus of a tile does in every cycle, with the semantics' machine for
// where an access goes and what is wrong with it.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Registers.h"
#include "isa/semantics/MemoryMap.h"
#include "isa/tcp/Tcp.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace alcyone::tests {

class BusReference {
public:
  /// What is written at each address, or offset in L1.
  using Bytes = std::map<uint64_t, uint8_t>;

  struct Inputs {
    std::optional<isa::TcpAccess> access; // the same one until it is answered
    bool clear = false;
    // What registers read.
    uint64_t tile = 0, cycle = 0;
    std::vector<uint8_t> free, semaphores;
    // Who takes what is asked of him, and who answers.
    bool pushBusy = false, waitGranted = false;
    bool signalTaken = false, overflows = false;
    bool granted = false, addressTaken = false, dataTaken = false;
    bool answered = false;
  };

  struct SemaphoreUse {
    unsigned number = 0, count = 0;
  };
  /// Of L1 a line, by its offset there; of AXI a beat.
  struct Request {
    bool isWrite = false;
    uint64_t address = 0;
    unsigned bytes = 0;
  };
  struct Answer {
    isa::Fault fault;
    uint64_t value = 0; // of a load without a fault
  };
  struct Outputs {
    std::optional<Answer> answer;
    std::optional<uint64_t> halt; // with this exit code
    std::optional<unsigned> push; // into this queue
    std::optional<SemaphoreUse> wait, signal;
    bool isStalled = false;
    std::optional<Request> l1, axi;
    std::optional<Bytes> l1Data, axiData; // to be written
  };

  /// Where an access is. L1 and AXI look into the memory's content.
  enum class Step {
    Decode,
    Signalled,
    L1Request,
    L1Read,
    Address,
    Data,
    Answer
  };
  static constexpr unsigned steps = unsigned(Step::Answer) + 1;

  explicit BusReference(const isa::Chip &chip) : chip(chip), memory(chip) {}

  void clear() { step = Step::Decode; }
  Step where() const { return step; }
  /// In the cycle in which L1 has to have the data.
  bool isL1Due() const {
    return step == Step::L1Read && sinceGrant == chip.l1.latencyCycles;
  }
  Outputs cycle(const Inputs &inputs);

  /// What memory holds at an address, or L1 at an offset.
  static uint8_t content(uint64_t address);

private:
  void decode(const Inputs &inputs, Outputs &out);
  void accessRegister(const Inputs &inputs, Outputs &out);
  uint64_t readRegister(const Inputs &inputs,
                        isa::TileRegisterIndex target) const;
  void writeRegister(const Inputs &inputs, isa::TileRegisterIndex target,
                     Outputs &out);
  void accessL1(const Inputs &inputs, Outputs &out);
  void accessAxi(const Inputs &inputs, Outputs &out);
  Answer loaded(const isa::TcpAccess &access, uint64_t at) const;

  const isa::Chip &chip;
  isa::MemoryMap memory;
  Step step = Step::Decode;
  uint64_t l1Offset = 0;   // of the access that is under way
  uint64_t sinceGrant = 0; // cycles
};

} // namespace alcyone::tests
