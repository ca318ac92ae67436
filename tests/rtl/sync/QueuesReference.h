// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The queues of a tile in every cycle, out of the parts that the semantics'
// machine has: queues, semaphores, barriers and the checks of a push.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/machine/Barriers.h"
#include "isa/machine/EngineQueue.h"
#include "isa/semantics/Semaphores.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace alcyone::tests {

class QueuesReference {
public:
  /// The control processor: behind all queues.
  struct SemaphoreUse {
    unsigned number = 0, count = 0;
  };
  struct Push {
    unsigned queue = 0;
    uint64_t address = 0;
    uint32_t pc = 0;
  };
  struct Inputs {
    std::optional<Push> push; // allowed: not busy, a free slot
    std::optional<SemaphoreUse> wait, signal;
    uint32_t done = 0;              // a queue a bit
    std::vector<isa::Fault> faults; // with done
  };
  struct Report {
    isa::Fault fault;
    unsigned who = 0;
    uint32_t tag = 0;
    std::optional<Push> push; // that is refused
  };
  struct Outputs {
    uint32_t grants = 0, retires = 0;
    bool waitGranted = false, signalTaken = false, overflows = false;
    Report report;
    bool isEmpty = false, isQuiet = false;
  };

  /// `tcm` is borrowed; a descriptor is in it until its push is not busy.
  QueuesReference(const isa::Chip &chip, std::span<const uint8_t> tcm);

  void clear();
  bool isBusy() const { return !pushes.empty() && now < pushes.back().readAt; }
  uint32_t starts() const;
  Outputs cycle(const Inputs &inputs);

  unsigned count() const { return unsigned(2 + chip.tdma.channels); }
  const isa::EngineQueue &queue(unsigned q) const { return queues[q]; }
  const isa::SemaphoreFile &semaphores() const { return file; }
  /// Of a head that waits for semaphores.
  bool isWaiting(unsigned q) const { return states[q].step == Step::Waiting; }

private:
  enum class Step { Idle, Waiting, Start, Running, InBarrier };
  struct State {
    Step step = Step::Idle;
    std::deque<uint64_t> arrivals;      // of all that is in the queue
    std::optional<uint64_t> opensAt;    // its barrier
    std::optional<isa::Header> signals; // of what has retired
    isa::Fault fault;                   // of this cycle
    uint32_t tag = 0;                   // of whose fault it is
  };
  struct Pushed {
    Push push;
    isa::Fault fault;
    uint64_t readAt, checkedAt;
  };
  struct Giving {
    unsigned who;
    isa::Header signals;
  };

  const isa::Header &headOf(unsigned q) const;
  bool asks(unsigned q) const;
  unsigned signaller() const;
  bool mayStart(unsigned q) const;
  bool isStuck(unsigned q) const;
  bool isQuiet(const Inputs &inputs) const;
  bool isTravelling() const;
  void arrive();
  void finish(const Inputs &inputs, Outputs &out);
  std::optional<unsigned> granted(const Inputs &inputs) const;
  void give(Outputs &out);
  void offer(const Inputs &inputs, Outputs &out);
  void retire(unsigned q);
  void take(const Push &push);
  void blame(unsigned q, const isa::Fault &fault, uint32_t tag);
  Report report() const;

  const isa::Chip &chip;
  std::span<const uint8_t> tcm;
  uint64_t now = 0;
  std::vector<isa::EngineQueue> queues;
  std::vector<State> states;
  isa::SemaphoreFile file;
  isa::Barriers barriers;
  std::deque<Pushed> pushes;    // read and checked one after the other
  std::optional<Giving> giving; // is added in this cycle
};

} // namespace alcyone::tests
