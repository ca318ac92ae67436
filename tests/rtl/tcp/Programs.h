// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs of a few words for the tests of single behaviours.
#pragma once

#include "LockStep.h"
#include "Machine.h"

#include <array>
#include <cstdint>
#include <vector>

namespace alcyone::tests {

/// Words put one behind another into a lock step's memory.
class Assembly {
public:
  Assembly(LockStep &lockStep, uint64_t address)
      : lockStep(lockStep), address(address) {}

  uint64_t here() const { return address; }
  void skipTo(uint64_t place) { address = place; }
  void word(uint32_t value) {
    lockStep.set(address, value);
    address += 4;
  }
  void add(std::string_view mnemonic, Fields fields = {}) {
    word(encode(mnemonic, fields));
  }

private:
  LockStep &lockStep;
  uint64_t address;
};

/// Loads x1 to x31 from a table at 0x400 and goes on at `code`, which is at
/// most 1 MiB away. Returns where to start.
inline uint64_t startWith(LockStep &lockStep,
                          const std::array<uint64_t, 32> &registers,
                          uint64_t code) {
  constexpr uint64_t entry = 0x600, table = 0x400;
  Assembly assembly(lockStep, entry);
  for (unsigned i = 1; i < 32; ++i) {
    lockStep.set(table + 8 * i, registers[i]);
    assembly.add("ld", {.rd = i, .imm = int32_t(table + 8 * i)});
  }
  assembly.add("jal", {.imm = int32_t(code - assembly.here())});
  return entry;
}

} // namespace alcyone::tests
