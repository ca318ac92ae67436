// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control processor's instruction-set simulator: RV64IM over one tile's
// control memory (TCM). It has no clock. It runs until it needs something
// outside the TCM, stops *before* that access and describes it; the owner
// performs the access when its own time says so and calls finishLoad or
// finishStore, or calls run again, which reports the same access again.
// Instruction counts by class let the owner compute the time that passed.
//
// Deviations a program can notice: misaligned data accesses fault, there are no
// CSRs, no compressed instructions and no Zifencei (stores to code take effect
// at the next fetch without it). The TCM is borrowed; who else writes code into
// it calls invalidate.
#pragma once

#include "isa/support/Fault.h"
#include "isa/tcp/TcpDecode.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

namespace alcyone::isa {

// Retired instructions by class. The classes are disjoint, except that
// branchTaken counts those of `branch` (jumps included) that were taken.
struct TcpCounters {
  uint64_t alu = 0;
  uint64_t load = 0;  // from TCM
  uint64_t store = 0; // to TCM
  uint64_t multiply = 0;
  uint64_t divide = 0;
  uint64_t branch = 0;
  uint64_t branchTaken = 0;
  uint64_t outside = 0; // loads and stores outside TCM, counted when finished

  uint64_t instructions() const {
    return alu + load + store + multiply + divide + branch + outside;
  }
};

// One load or store outside the TCM. Its address is a multiple of `bytes`.
struct TcpAccess {
  enum class Kind : uint8_t { Load, Store };
  Kind kind = Kind::Load;
  uint8_t bytes = 0;       // 1, 2, 4 or 8
  bool signExtend = false; // loads: what finishLoad does with the value
  uint8_t rd = 0;          // loads: destination register
  uint64_t address = 0;
  uint64_t value = 0; // stores: zero-extended from `bytes`
};

enum class TcpStopReason : uint8_t {
  Budget, // maxInstructions have retired
  Access, // `access` waits to be performed
  Fault,  // `fault` at `pc`; the instruction has had no effect
  Halted, // run with a bus only: the bus said so; the store has retired
};

// Why run returned. `pc` is that of the next instruction, or of the one that
// waits or faults. Fault values are those of FaultCode; a fetch from outside
// the TCM is AddressOutOfRange with pc as its value.
struct TcpStop {
  TcpStopReason reason = TcpStopReason::Budget;
  uint64_t pc = 0;
  TcpAccess access{};
  Fault fault{};
};

// Everything outside the TCM, for owners without a clock.
class TcpBus {
public:
  struct Reply {
    enum class Kind : uint8_t { Done, Stalled, Halted, Faulted };
    Kind kind = Kind::Done;
    uint64_t value = 0; // loads that are Done
    Fault fault{};      // Faulted
  };
  virtual ~TcpBus() = default;
  virtual Reply access(const TcpAccess &access) = 0;
};

class Tcp {
public:
  // `memory` is the TCM, which begins at address 0. Its size is a multiple of
  // 8; otherwise Failure BadConfig.
  explicit Tcp(std::span<uint8_t> memory);

  // Reset state: pc = entry, sp = end of the TCM, other registers and counters
  // 0, nothing decoded.
  void reset(uint64_t entry);

  // Retires at most maxInstructions.
  TcpStop run(uint64_t maxInstructions);

  // The same, with accesses outside the TCM performed by `bus` at once. A
  // stalled access comes back as Access; running again retries it.
  TcpStop run(TcpBus &bus, uint64_t maxInstructions);

  // Complete the access that run stopped at; ModelBug if there is none of that
  // kind. Only the low `bytes` bytes of value count.
  void finishLoad(uint64_t value);
  void finishStore();

  uint64_t pc() const { return pcValue; }
  void setPc(uint64_t value);
  uint64_t reg(unsigned index) const { return x[index]; }
  void setReg(unsigned index, uint64_t value);

  // Counts since construction, reset or the last takeCounters.
  const TcpCounters &counters() const { return counts; }
  TcpCounters takeCounters();

  // To be called after somebody else wrote [address, address + bytes) of TCM.
  void invalidate(uint64_t address, uint64_t bytes);

private:
  // Zeroed pages come from the system on demand, so that a chip of many tiles
  // pays only for the code it runs.
  struct Free {
    void operator()(void *pointer) const { std::free(pointer); }
  };

  Fault fetchFault(uint64_t address) const;
  uint32_t wordAt(uint64_t offset) const;
  void decodeAt(uint64_t index);
  void forget(uint64_t offset, uint64_t bytes);
  void finish(TcpAccess::Kind kind);

  uint8_t *memory;
  uint64_t memoryBytes;
  uint64_t pcValue = 0;
  // One slot past the registers takes what is written to x0.
  std::array<uint64_t, 33> x{};
  TcpCounters counts;
  TcpAccess pendingAccess;
  bool isPending = false;
  // One entry a word and a final sentinel; a zeroed entry is not decoded yet.
  std::unique_ptr<TcpDecoded[], Free> decoded;
  // Byte offsets that bound every decoded word.
  uint64_t decodedBegin = UINT64_MAX;
  uint64_t decodedEnd = 0;
};

} // namespace alcyone::isa
