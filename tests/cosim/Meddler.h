// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands between a tile and who compares, and lets a test change what the tile
// is seen to do, or a memory at that moment.
#pragma once

#include "runtime/cosim/CosimMachine.h"

#include <array>
#include <deque>
#include <functional>

namespace alcyone::tests {

class Meddler final : public runtime::RtlObserver {
public:
  explicit Meddler(cosim::CosimMachine &machine) : to(machine.comparison()) {
    machine.between = this;
  }

  // Called before the event is passed on, unless empty. What waits and retires
  // is the head of its queue.
  std::function<void(runtime::RetiredControl &)> atControl;
  std::function<void(unsigned queue, isa::QueuedInstruction &)> atPush;
  std::function<void(unsigned queue, const isa::Instruction &)> atGrant,
      atRetirement;
  std::function<void(runtime::RtlEnd &)> atEnd;
  // The waits of what has just been pushed are said to be taken.
  std::function<bool(const isa::Instruction &)> beginsEarly;

  uint64_t now = 0;

  void cycle(uint64_t cycle) override { to.cycle(now = cycle); }
  void written(uint64_t address, uint64_t bytes) override {
    to.written(address, bytes);
  }
  void retired(const runtime::RetiredControl &rtl) override {
    runtime::RetiredControl changed = rtl;
    if (atControl)
      atControl(changed);
    to.retired(changed);
  }
  void pushed(unsigned queue, const isa::QueuedInstruction &entry) override {
    isa::QueuedInstruction changed = entry;
    if (atPush)
      atPush(queue, changed);
    to.pushed(queue, changed);
    queues[queue].push_back(entry.instruction);
    if (beginsEarly && beginsEarly(entry.instruction))
      to.granted(queue);
  }
  void granted(unsigned queue) override {
    if (atGrant)
      atGrant(queue, queues[queue].front());
    to.granted(queue);
  }
  void retired(unsigned queue) override {
    if (atRetirement)
      atRetirement(queue, queues[queue].front());
    queues[queue].pop_front();
    to.retired(queue);
  }

  void ended(const runtime::RtlEnd &end) override {
    runtime::RtlEnd changed = end;
    if (atEnd)
      atEnd(changed);
    to.ended(changed);
  }

private:
  runtime::RtlObserver &to;
  std::array<std::deque<isa::Instruction>, isa::queuePorts> queues;
};

} // namespace alcyone::tests
