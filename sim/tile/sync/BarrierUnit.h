// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The chip's barriers in time. A barrier of a tile releases its queues in the
// cycle of the last arrival. A barrier of the chip is counted in cluster 0:
// arrivals and the release cross the control plane.
#pragma once

#include "isa/machine/Barriers.h"
#include "sim/Platform.h"
#include "sim/kernel/TimedModule.h"

namespace alcyone::sim {

class BarrierUnit : public TimedModule {
public:
  BarrierUnit(sc_core::sc_module_name name, Platform &platform);

  /// The head of `who`'s queue is a barrier and has taken its waits. The queue
  /// is released by EngineUnit::release.
  void arrive(isa::QueueRef who);

  const isa::Barriers &state() const { return barriers; }
  void reset();

private:
  enum Action : uint32_t { Arrive, Release };
  void act(uint32_t action, uint32_t operand) override;
  void count(isa::QueueRef who);
  Cycle wayToCluster0(unsigned tile) const;

  Platform &platform;
  isa::Barriers barriers;
};

} // namespace alcyone::sim
