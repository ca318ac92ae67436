// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Verilated tile held against the semantics while it runs. Whatever it
// retires, the reference carries out too, in the same order: of the control
// processor pc, word, register, value and what it stores must be the same, of a
// queue the descriptor as it was pushed, that its waits were there to be taken,
// and the bytes that it wrote; at the end the exit code and all memory, or the
// fault, or of a deadlock that nobody can go on. The first difference is
// thrown.
//
// The order of what retires is the tile's, so a program must be free of races.
// Of what is a matter of time only signals under way are taken from the tile: a
// semaphore that is read may lack them.
#pragma once

#include "isa/machine/Execution.h"
#include "isa/semantics/MemoryMap.h"
#include "runtime/backends/ref/RefTile.h"
#include "runtime/backends/rtl/RtlMachine.h"
#include "runtime/cosim/Difference.h"
#include "runtime/cosim/PageSet.h"

#include <array>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::cosim {

/// What has been compared since construction.
struct Compared {
  uint64_t controlInstructions = 0;
  uint64_t engineInstructions = 0;
  uint64_t bytes = 0; // that instructions wrote
};

class LockStep final : public runtime::RtlObserver {
public:
  /// Borrowed; its chip has one tile.
  explicit LockStep(runtime::RtlMachine &machine);

  /// The reference's. When a launch begins it must hold what the machine's
  /// does, unless the last launch differed: then it is made the same.
  isa::MemoryMap &memory() { return memories; }
  const Compared &compared() const { return total; }

  /// Before a launch of the machine that tells this observer.
  void begin(const isa::LaunchRequest &request);
  /// The first that could go on, of a launch in which it does not, is a
  /// Difference.
  void requireStuck();

  void cycle(uint64_t now) override;
  void written(uint64_t address, uint64_t bytes) override;
  void retired(const runtime::RetiredControl &rtl) override;
  void pushed(unsigned queue, const isa::QueuedInstruction &rtl) override;
  void granted(unsigned queue) override;
  void retired(unsigned queue) override;
  void ended(const runtime::RtlEnd &end) override;

private:
  /// How many entries of a queue the tile has got, and whether the head has
  /// taken its waits.
  struct Progress {
    unsigned arrived = 0;
    bool granted = false;
  };
  struct Signal {
    uint64_t cycle;
    unsigned semaphore, amount;
  };
  /// Through a barrier; `queues` is a mask of those that went.
  struct Passage {
    isa::Barrier barrier;
    unsigned queues = 0;
  };
  /// What an instruction has written, there in the next cycle.
  struct Store {
    runtime::RetiredControl by;
    isa::AddressRange range;
  };
  struct Result {
    std::string by;
    std::vector<isa::AddressRange> ranges;
  };
  /// What comes of a barrier.
  struct Arrival {
    isa::Fault fault;
    bool passes = false;
  };
  /// What the launch has to end with, and what to say if it does not.
  struct Owed {
    runtime::RtlFault fault;
    Difference otherwise;
  };

  void resynchronise();
  void access(const runtime::RetiredControl &rtl, const isa::TcpAccess &access);
  isa::TcpBus::Reply perform(const isa::TcpAccess &access);
  bool isMemory(const isa::TcpAccess &access) const;
  std::optional<uint64_t> timed(const isa::TcpAccess &access,
                                uint64_t tileValue) const;
  uint64_t plausible(unsigned semaphore, uint64_t tileValue) const;
  void signal(unsigned queue, unsigned semaphore, unsigned amount);
  void owe(const std::string &instruction, const runtime::RtlFault &fault);
  void pass(unsigned queue, const isa::Barrier &barrier);
  void compareBarriers();
  void compareWritten();
  void compareMemories();

  // Endings.cpp: against what the reference would do next.
  void compareDone(const runtime::RtlEnd &end);
  void compareFault(const runtime::RtlFault &rtl);
  std::string faulty(const runtime::RtlFault &rtl) const;
  runtime::RtlFault nextFault(const runtime::RtlFault &rtl);
  runtime::RtlFault controlFault();
  isa::Fault engineFault(unsigned queue);
  Arrival arrival(unsigned queue, const isa::Barrier &barrier) const;
  void requireStuckControl();
  void requireStuckQueue(unsigned queue) const;

  std::string mismatch(const isa::AddressRange &range);
  std::string describe(const runtime::RetiredControl &rtl) const;
  std::string describeControl(uint64_t pc) const;
  std::string describe(unsigned queue, unsigned place = 0) const;
  void same(const runtime::RetiredControl &rtl, std::string_view what,
            uint64_t expected, uint64_t actual) const;
  [[noreturn]] void differ(const std::string &instruction,
                           const std::string &what) const;

  runtime::RtlMachine &machine;
  isa::MemoryMap memories;
  std::vector<uint8_t> tcm;
  runtime::RefTile tile;
  Compared total;

  // The launch under way, or the last one.
  bool isSame = true; // it has ended, and all memory is the same
  uint64_t now = 0;
  std::array<Progress, isa::queuePorts> progress;
  std::vector<Owed> owed;
  std::deque<Signal> underWay;
  std::vector<Passage> passages; // in this cycle
  std::vector<Store> stores;
  std::vector<Result> results;
  PageSet touched; // of L2 and HBM, by either
};

} // namespace alcyone::cosim
