// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the memory port of a tile meets outside, in time, for who brings a tile
// of his own: NoC, L2 and HBM of the chip model, on a chip of one tile. Bytes
// are the caller's business. No SystemC type appears here. Calls of one kind
// come in the order of their times.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/support/AddressMap.h"
#include "sim/noc/Flight.h"

#include <cstdint>
#include <memory>

namespace alcyone::sim {

class OutsideMemory {
public:
  /// Throws Failure(BadConfig) for a chip of several tiles.
  explicit OutsideMemory(const isa::Chip &chip);
  ~OutsideMemory();
  OutsideMemory(const OutsideMemory &) = delete;
  OutsideMemory &operator=(const OutsideMemory &) = delete;

  /// One way over the control plane.
  Cycle requestCycles(uint64_t address) const;

  /// A read of L2 or HBM, all in one interleave block, whose request is there
  /// at `arrival`: when its first and last byte leave the memory.
  Flight read(Cycle arrival, uint64_t address, uint64_t bytes);
  /// Data that leaves the memory: when it is at the tile.
  Flight bring(Flight flight, uint64_t address, uint64_t bytes);

  /// Data that leaves the tile: when it is at the memory.
  Flight send(Flight flight, uint64_t address, uint64_t bytes);
  /// And when the memory has taken it, if it has come at `arrival`.
  Cycle write(Cycle arrival, uint64_t address, uint64_t bytes);

  uint64_t hbmBytesRead() const;
  uint64_t hbmBytesWritten() const;
  void reset();

private:
  struct Parts;
  std::unique_ptr<Parts> parts;
};

} // namespace alcyone::sim
