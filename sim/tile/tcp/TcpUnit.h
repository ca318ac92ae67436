// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tile's control processor in time. It runs ahead of the clock as long as it
// stays inside its own control memory, which nobody else writes, and meets the
// rest of the chip only at accesses outside, each performed at its own cycle.
#pragma once

#include "isa/generated/Registers.h"
#include "isa/machine/Reports.h"
#include "isa/machine/TileRegisters.h"
#include "isa/tcp/Tcp.h"
#include "sim/Platform.h"
#include "sim/kernel/TimedModule.h"

#include <cstdint>
#include <span>
#include <string>

namespace alcyone::sim {

/// What a control processor did in a launch; cycles unless said otherwise.
struct TcpCounts {
  uint64_t busy = 0;             ///< executing
  uint64_t waitingSemaphore = 0; ///< stalled at SemaphoreWait
  uint64_t waitingQueue = 0;     ///< stalled at a full queue
  uint64_t waitingMemory = 0;    ///< accesses to L1, L2 and HBM
  isa::TcpCounters retired;      ///< instructions by class
};

class TcpUnit : public TimedModule {
public:
  TcpUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile);

  /// The control memory has been loaded; runs from `entry` at `when`.
  void start(uint64_t entry, Cycle when);

  /// Semaphores have changed, or a slot of `queue` is free.
  void semaphoresChanged();
  void slotFreed(unsigned queue);

  bool halted() const { return wait.kind == isa::TcpWait::Kind::Halted; }
  const isa::TcpWait &waitingFor() const { return wait; }
  const TcpCounts &counts() const { return counted; }
  void reset();

private:
  enum Action : uint32_t { Run, Perform, CompleteRegister, AtMemory, Finish };

  void act(uint32_t action, uint32_t operand) override;
  void run();
  bool mayGoOn();
  Cycle accessCycles(uint64_t address) const;
  void perform();
  void endRun();
  void performRegister();
  isa::TcpWait reasonToWait();
  uint64_t readRegister(Cycle end) const;
  void completeRegister();
  void push(unsigned queue, uint64_t descriptor);
  void halt(uint64_t exitCode);
  void atMemory();
  void resume();
  void stall(isa::TcpWait reason);
  void addSemaphore(unsigned semaphore, uint64_t amount);
  FaultPlace faultPlace(isa::Fault fault) const;
  void fault(isa::Fault fault);
  void traceStall(const char *what) const;

  Platform &platform;
  Tile &tile;
  isa::Tcp tcp;
  isa::TcpStop stop;
  isa::TcpWait wait;
  isa::TileRegisterIndex target{}; ///< of the present access, if a register's
  Cycle since = 0;      ///< when the present run, stall or access began
  Cycle burst = 0;      ///< when the present part of a run began
  Cycle pushFreeAt = 0; ///< when a push can take effect again
  bool goesOn = false;  ///< the next burst continues a run
  TcpCounts counted;
};

} // namespace alcyone::sim
