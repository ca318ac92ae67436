// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The control memory of a trial: data at addresses that are known when they are
// added, and code for every tile, which halts at its end.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Registers.h"
#include "runtime/random/Code.h"

#include <cstdint>
#include <span>
#include <vector>

namespace alcyone::tests {

using random::Code;

class Image {
public:
  explicit Image(const isa::Chip &chip);

  /// The address of a copy of the bytes, a multiple of 8.
  uint64_t data(std::span<const uint8_t> bytes);
  /// A copy at an address of one's own, with room for data below it.
  void place(uint64_t address, std::span<const uint8_t> bytes);
  static uint64_t firstData(const isa::Chip &chip);

  Code &code(unsigned tile) { return codes.at(tile); }
  void write(unsigned tile, isa::TileRegister which, unsigned index,
             uint64_t value);
  /// Stores a register's value at an address.
  void dump(unsigned tile, isa::TileRegister which, unsigned index,
            uint64_t to);

  /// From address 0 on, where the entry is.
  std::vector<uint8_t> bytes();

private:
  struct Placed {
    uint64_t address;
    std::vector<uint8_t> bytes;
  };
  std::vector<Code> codes;
  std::vector<uint8_t> image;
  std::vector<Placed> placed;
};

} // namespace alcyone::tests
