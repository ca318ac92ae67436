// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tile: control memory and processor, queues with their engines, semaphores,
// L1. It passes events between them and knows when the tile is done.
#pragma once

#include "isa/machine/EngineQueue.h"
#include "isa/machine/Reports.h"
#include "isa/semantics/Semaphores.h"
#include "sim/Platform.h"
#include "sim/dma/DmaChannel.h"
#include "sim/tile/l1/L1.h"
#include "sim/tile/sync/SignalUnit.h"
#include "sim/tile/tcp/TcpUnit.h"
#include "sim/tile/ttu/TtuUnit.h"
#include "sim/tile/tvp/TvpUnit.h"

#include <systemc>

#include <memory>
#include <span>
#include <vector>

namespace alcyone::sim {

class Tile : public sc_core::sc_module {
public:
  /// `tcm` is borrowed and all zero at every launch; `clusterDma` is borrowed.
  Tile(sc_core::sc_module_name name, Platform &platform, unsigned number,
       DmaEngine &clusterDma, std::span<uint8_t> tcm);

  /// Copies the descriptor at `address` into a queue that is not full.
  isa::Fault push(unsigned queue, uint64_t address, uint64_t pc);

  void semaphoresChanged();
  /// The head of `queue` waits (or no longer waits) for semaphores.
  void setWaiting(unsigned queue, bool waits);
  /// The head of `queue` has left, and its signals are in by `quietAt`.
  void retired(unsigned queue, Cycle quietAt);
  /// Tells the command processor, once, when nothing is left to do.
  void checkDone();

  EngineUnit &engine(unsigned queue) { return *engines[queue]; }
  const EngineUnit &engine(unsigned queue) const { return *engines[queue]; }
  template <typename Inst> const Inst &headAs(unsigned queue) const {
    return std::get<Inst>(queues[queue].front().instruction);
  }
  void engineFault(unsigned queue, isa::Fault fault);

  /// One way to a memory over the control plane.
  Cycle requestCycles(const isa::address::Location &place) const;
  /// A word of the processor that leaves at `when`; when it is at a memory
  /// outside the tile.
  Cycle sendWord(const isa::address::Location &place, uint64_t bytes,
                 Cycle when);
  /// That memory serves it; when a read is back, or a write is done.
  Cycle serveWord(const isa::address::Location &place, uint64_t bytes,
                  bool isWrite, Cycle arrival);

  isa::TileSnapshot snapshot() const {
    return {tcp.waitingFor(), semaphores.all(), queues};
  }
  void reset();

  const unsigned number;
  const std::span<uint8_t> tcm;
  isa::SemaphoreFile semaphores;
  std::vector<isa::EngineQueue> queues;
  L1 l1;
  SignalUnit signals;
  TcpUnit tcp;
  TtuUnit ttu;
  TvpUnit tvp;
  DmaEngine dma;
  std::vector<std::unique_ptr<DmaChannel>> tdma;
  std::vector<std::unique_ptr<DmaChannel>> cdma; ///< of the cluster's DMA
  Cycle nextGrant = 0; ///< when a head can be granted its waits
  bool done = false;

private:
  Platform &platform;
  std::vector<EngineUnit *> engines; ///< by queue; null: not there
  uint32_t waiting = 0;              ///< queues whose head waits, as a mask
  Cycle quietAt = 0;                 ///< when all that has retired is over
};

} // namespace alcyone::sim
