// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The RTL's control processor beside the instruction-set simulator: after every
// instruction that the RTL retires, the simulator retires one, and place,
// result and access must be the same; so must the cycle in which it does, by
// the timing model's numbers. At the end fault and memory must be the same.
#pragma once

#include "Core.h"
#include "isa/chips/Chip.h"
#include "isa/tcp/Tcp.h"

#include <cstdint>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace alcyone::tests {

class LockStep {
public:
  /// What lies beyond the bus answers after `waits` more cycles than it must.
  struct Reply {
    uint64_t value = 0;
    isa::Fault fault{};
    bool halts = false;
    unsigned waits = 0;
  };
  using Outside = std::function<Reply(const isa::TcpAccess &)>;

  enum class End : uint8_t {
    Fault,
    Halted,    ///< by a reply
    Patience,  ///< halted by the bench, after the cycles that it was given
    Difference ///< see error()
  };

  LockStep();

  /// All control memory is 0 until something is put there.
  void clear();
  void put(uint64_t address, std::span<const uint8_t> bytes);
  void put(uint64_t address, std::initializer_list<uint32_t> words);
  template <typename T> void set(uint64_t address, T value) {
    put(address, {reinterpret_cast<const uint8_t *>(&value), sizeof(T)});
  }
  template <typename T> T at(uint64_t address) const {
    T value;
    std::memcpy(&value, memory.data() + address, sizeof(T));
    return value;
  }

  /// What the RTL's memory holds now.
  std::span<const uint8_t> written(uint64_t address, uint64_t bytes);

  End run(uint64_t entry, uint64_t patience = 100'000'000);

  /// The first difference; empty if there is none.
  const std::string &error() const { return difference; }
  const isa::Tcp &reference() const { return tcp; }
  isa::Fault fault() const { return core.fault(); }
  uint64_t faultPc() { return core.ports().pc_o; }
  /// From the first cycle of the first instruction.
  uint64_t cycles() const { return cycle; }
  uint64_t refetches() const { return refetched; }

  Outside outside;
  /// Of 256 cycles, in how many a store to control memory has to wait.
  unsigned storeStalls = 0;

private:
  void answer();
  bool step();
  bool stepAccess(const isa::TcpStop &stop);
  bool compareEnd();
  bool compareCycle(bool isTaken);
  uint64_t modelCycles() const;
  bool fail(const std::string &what);
  template <typename T> bool same(const char *what, T fromRtl, T fromSimulator);

  isa::Chip chip;
  std::vector<uint8_t> memory;
  isa::Tcp tcp;
  Core core;
  std::mt19937_64 random;

  std::string difference;
  uint64_t cycle = 0;
  uint64_t waited = 0;    ///< cycles beyond the bus
  uint64_t refetched = 0; ///< stores to what had been fetched
  bool isAnswering = false;
  unsigned waits = 0;
  Reply reply;
};

} // namespace alcyone::tests
