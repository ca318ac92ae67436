// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The receiving end of a tile's semaphores: signals on their way, each added
// when it arrives. An overflow is reported as the fault of the instruction that
// signalled.
#pragma once

#include "isa/machine/EngineQueue.h"
#include "sim/Platform.h"
#include "sim/kernel/TimedModule.h"

#include <vector>

namespace alcyone::sim {

/// Who signals: a queue and the instruction that it retires.
struct Signaller {
  unsigned tile = 0;
  unsigned queue = 0;
  isa::QueuedInstruction entry;
};

class SignalUnit : public TimedModule {
public:
  SignalUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile);

  /// Adds `amount` at `when`.
  void receive(Cycle when, unsigned semaphore, unsigned amount,
               const Signaller &from);
  /// The signals of an instruction of this tile leave it at `when`, or later if
  /// others do: those of one instruction in a cycle. Returns when.
  Cycle give(Cycle when) { return given.book(when, 1).start; }
  uint64_t received() const { return count; }
  void reset();

private:
  struct Signal {
    unsigned semaphore;
    unsigned amount;
    Signaller from;
  };
  void act(uint32_t action, uint32_t operand) override;

  Platform &platform;
  Tile &tile;
  std::vector<Signal> signals; ///< slots, reused
  std::vector<uint32_t> freeSlots;
  uint64_t count = 0;
  Server given{1}; ///< in instructions
};

/// Sends both signals of the instruction that `from` retires now. Returns when
/// they are in the semaphores of its own tile, if they go there.
Cycle sendSignals(Platform &platform, const Signaller &from, Cycle now);

} // namespace alcyone::sim
