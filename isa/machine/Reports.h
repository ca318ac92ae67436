// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The texts with which a chip model explains why a launch did not finish: a
// fault (who, which instruction, where it comes from) and a deadlock (who is
// stuck, on what, and the cycle of waiters). Shared by ref and sim so that both
// say the same.
#pragma once

#include "isa/machine/Barriers.h"
#include "isa/machine/EngineQueue.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alcyone::isa {

// Location text of `tag`, or "" when it is 0 or outside the table.
std::string locationOf(uint32_t tag, std::span<const std::string> locations);

// A fault of an engine instruction, e.g. "tile 3, TTU: address out of range
// (0x80010): matmul a=...; from bert.onnx:12 attention; pushed at pc 0x120".
std::string engineFaultReport(unsigned tile, unsigned queue, Fault fault,
                              const QueuedInstruction &entry,
                              std::span<const std::string> locations);

// A fault of a control processor at `pc` executing instruction word `word`.
std::string tcpFaultReport(unsigned tile, Fault fault, uint64_t pc,
                           uint32_t word);

// A store to QueuePush that was refused: the descriptor at `descriptor`.
std::string pushFaultReport(unsigned tile, unsigned queue, Fault fault,
                            uint64_t descriptor, uint64_t pc);

// What a control processor that makes no progress is doing.
struct TcpWait {
  // Other: it is not stalled, or stalls for a reason of the model.
  enum class Kind : uint8_t { Halted, Semaphore, QueueFull, Other };
  Kind kind = Kind::Halted;
  unsigned semaphore = 0; // Semaphore: which, and the count it needs
  unsigned count = 0;
  unsigned queue = 0; // QueueFull: which
  uint64_t pc = 0;
};

// State of one tile of a chip in which nothing can make progress.
struct TileSnapshot {
  TcpWait tcp;
  std::span<const uint8_t> semaphores; // present values
  std::span<const EngineQueue> queues;
};

// The whole report of a deadlock, several lines. `tiles` by global number.
std::string deadlockReport(std::span<const TileSnapshot> tiles,
                           const Barriers &barriers,
                           std::span<const std::string> locations);

// What everybody was doing when a launch was given up: "\nnot done:" and a line
// for each queue and control processor that is not.
std::string unfinishedReport(std::span<const TileSnapshot> tiles,
                             const Barriers &barriers,
                             std::span<const std::string> locations);

} // namespace alcyone::isa
