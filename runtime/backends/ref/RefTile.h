// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One tile of the functional model: control memory and processor, queues,
// semaphores, and everything the processor reaches outside its control memory.
// What queues do with their instructions is RefMachine's.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/machine/EngineQueue.h"
#include "isa/machine/Launch.h"
#include "isa/machine/Reports.h"
#include "isa/semantics/MemoryMap.h"
#include "isa/semantics/Semaphores.h"
#include "isa/tcp/Tcp.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alcyone::runtime {

class RefTile final : public isa::TcpBus {
public:
  // `tcm` is borrowed; so are chip and memory.
  RefTile(const isa::Chip &chip, unsigned number, std::span<uint8_t> tcm,
          isa::MemoryMap &memory);

  // State at launch. Precondition: tcm is all zero.
  void reset(const isa::LaunchRequest &request);

  // Runs the control processor until it stalls, halts, faults, polls or has
  // retired `most` instructions.
  isa::TcpStop runTcp(uint64_t most) { return tcp.run(*this, most); }

  // False while the control processor has halted or would stall again.
  bool canRunTcp() const;
  bool done() const;
  isa::TileSnapshot snapshot() const {
    return {wait, semaphores.all(), queues};
  }
  // Whether the last access was a push of something illegal.
  bool hasPushFaulted() const { return pushFaulted; }
  // Which queue that push was for.
  unsigned pushedTo() const { return pushQueue; }
  // For a fault of the control processor that runTcp has reported.
  std::string faultReport(const isa::TcpStop &stop) const;

  Reply access(const isa::TcpAccess &access) override;

  const unsigned number;
  const std::span<uint8_t> tcm;
  isa::Tcp tcp;
  std::vector<isa::EngineQueue> queues;
  isa::SemaphoreFile semaphores;
  isa::TcpWait wait; // kind Other: it is not stalled
  uint64_t exitCode = 0;

private:
  Reply accessMemory(const isa::TcpAccess &access);
  Reply accessRegister(const isa::TcpAccess &access);
  Reply push(unsigned queue, uint64_t descriptor);
  Reply waitForSemaphore(uint64_t value);
  Reply writeSemaphore(unsigned semaphore, uint64_t amount);
  // A poll lets the rest of the chip go on before it is answered.
  Reply poll(uint64_t value);
  Reply stall(isa::TcpWait reason);

  const isa::Chip &chip;
  isa::MemoryMap &memory;
  bool polled = false;
  // The store to QueuePush that faulted, for the report.
  bool pushFaulted = false;
  unsigned pushQueue = 0;
  uint64_t pushDescriptor = 0;
};

} // namespace alcyone::runtime
