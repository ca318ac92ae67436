// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The counting semaphores of one tile: 8-bit counters that instructions take
// from (waits) and give to (signals).
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <span>
#include <vector>

namespace alcyone::isa {

class SemaphoreFile {
public:
  explicit SemaphoreFile(unsigned count) : values(count) {}

  unsigned count() const { return unsigned(values.size()); }
  uint8_t value(unsigned semaphore) const { return values[semaphore]; }
  std::span<const uint8_t> all() const { return values; }
  void reset();

  // IllegalInstruction (value: the semaphore) if a wait or signal that counts
  // names a semaphore that is not there. All tiles have the same number.
  Fault check(const Header &header) const;

  // Whether tryWait would succeed. Precondition of all below: check passed, or
  // semaphore < count().
  bool canWait(const Header &header) const;

  // Takes both waits together, or nothing. Two waits on one semaphore add.
  bool tryWait(const Header &header);
  bool tryWait(unsigned semaphore, unsigned amount);

  // Adds; above 255 is the fault SemaphoreOverflow and leaves it unchanged.
  Fault signal(unsigned semaphore, unsigned amount);

private:
  std::vector<uint8_t> values;
};

} // namespace alcyone::isa
