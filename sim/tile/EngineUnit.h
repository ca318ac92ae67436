// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The engine behind one queue of a tile: takes the head's waits, dispatches it,
// lets the engine execute it and retires it, one instruction after another.
// `sync` and `barrier` are executed here; the rest by the derived unit.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/machine/EngineQueue.h"
#include "isa/support/Fault.h"
#include "sim/Platform.h"
#include "sim/kernel/TimedModule.h"

#include <array>
#include <string>

namespace alcyone::sim {

/// What a unit did in a launch; cycles unless said otherwise.
struct EngineCounts {
  uint64_t busy = 0;             ///< from start to end of its instructions
  uint64_t waitingSemaphore = 0; ///< head of the queue waited for semaphores
  uint64_t waitingBarrier = 0;
  uint64_t empty = 0;        ///< nothing in the queue, until something came
  uint64_t memory = 0;       ///< of busy: longer than its own work, for L1
  uint64_t bankConflict = 0; ///< of memory: because banks were hit unevenly
  uint64_t instructions = 0; ///< retired, sync and barrier included
  uint64_t operations = 0;   ///< multiply-adds, lane operations or bytes
};

class EngineUnit : public TimedModule {
public:
  EngineUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile,
             unsigned queue);

  /// The TCP has pushed an entry; it is there after queue.push_cycles.
  void pushed();
  /// Semaphores have changed: tries the waits of the head again.
  void retry();
  /// The barrier at the head is complete.
  void release();

  const EngineCounts &counts() const { return counted; }
  virtual void reset();

protected:
  enum Action : uint32_t { Arrived, Retry, Start, firstOwnAction };

  void act(uint32_t action, uint32_t operand) override;
  virtual void ownAction(uint32_t action, uint32_t operand) = 0;

  /// Starts the instruction at the head, or says why it cannot. The unit calls
  /// finish() when all its effects are visible.
  virtual isa::Fault begin(const isa::Instruction &instruction) = 0;
  void finish();

  /// The size of an instruction for the trace, "64x64x32".
  virtual std::string sizeText(const isa::Instruction &instruction) const = 0;

  const isa::Instruction &head() const;
  uint32_t headTag() const { return isa::header(head()).tag; }

  Platform &platform;
  Tile &tile;
  const unsigned queue;
  EngineCounts counted;

private:
  enum class Stage : uint8_t { Idle, Waiting, Dispatching, Running, InBarrier };

  void advance();
  void dispatch();
  void start();
  void traceHead() const;

  Stage stage = Stage::Idle;
  bool retries = false; ///< another one was granted its waits in this cycle
  unsigned arrived = 0; ///< entries that the unit can see
  Cycle headSince = 0;  ///< when the head came to the front
  Cycle waited = 0;     ///< of the present instruction
  Cycle started = 0;
};

} // namespace alcyone::sim
