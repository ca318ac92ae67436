// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a Verilated tile does, told to whoever compares, in this order within a
// cycle: bytes arrive in L2 or HBM, the control processor retires, a descriptor
// goes into a queue, heads of queues take their waits, heads retire. The end
// comes last of all. An observer that throws ends the launch.
#pragma once

#include "isa/machine/EngineQueue.h"
#include "isa/machine/Launch.h"
#include "isa/support/Fault.h"

#include <cstdint>

namespace alcyone::runtime {

/// An instruction of the control processor that has retired.
struct RetiredControl {
  uint64_t pc = 0;
  uint32_t word = 0;
  unsigned rd = 0; ///< 0: it writes nothing
  uint64_t value = 0;
};

/// The fault with which a tile ends a launch, whose it is and where.
struct RtlFault {
  isa::Fault fault;
  unsigned who = isa::controlProcessorQueue; ///< or another queue
  bool isPush = false; ///< the control processor's, of a descriptor for `who`
  uint64_t descriptor = 0; ///< isPush: its address
  uint64_t pc = 0;         ///< of the control processor's instruction

  bool ofControl() const { return isPush || who == isa::controlProcessorQueue; }
  bool operator==(const RtlFault &) const = default;
};

struct RtlEnd {
  isa::LaunchEnd how = isa::LaunchEnd::Done;
  uint64_t exitCode = 0;
  RtlFault fault; ///< of Faulted
};

class RtlObserver {
public:
  virtual ~RtlObserver() = default;
  /// Of every cycle, first.
  virtual void cycle(uint64_t now) = 0;
  virtual void written(uint64_t address, uint64_t bytes) = 0;
  virtual void retired(const RetiredControl &control) = 0;
  virtual void pushed(unsigned queue, const isa::QueuedInstruction &entry) = 0;
  virtual void granted(unsigned queue) = 0;
  virtual void retired(unsigned queue) = 0;
  /// Memory is as the tile has left it.
  virtual void ended(const RtlEnd &end) = 0;
};

} // namespace alcyone::runtime
