// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Verilated tile with what the back door leads to: L1 in its banks, control
// memory and some registers.
#pragma once

#include "isa/chips/Chip.h"
#include "runtime/backends/rtl/RtlChips.h"
#include "sim/tile/l1/L1Banks.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace alcyone::runtime {

class RtlTile {
public:
  /// `rtl` is the chip's. Writes a waveform (FST) to `tracePath` unless that is
  /// empty; throws Failure(BadInput) if it cannot.
  RtlTile(const RtlChip &rtl, const isa::Chip &chip,
          const std::string &tracePath);
  ~RtlTile();

  TileModel &ports() { return *model; }
  /// Before it is used, where a thread has several: Verilator has a context for
  /// each, which is the last one made, also when a model goes.
  void makeCurrent();

  void fillL1(std::span<const uint8_t> bytes);
  void readL1(uint64_t offset, std::span<uint8_t> bytes) const;

private:
  uint8_t *lineInBank(uint64_t offset) const;

  std::unique_ptr<VerilatedContext> context;
  std::unique_ptr<TileModel> model;
  const sim::L1Banks l1;
  std::vector<uint8_t *> banks;

public:
  const std::span<uint8_t> controlMemory;
  const uint8_t *const semaphores, *const halted, *const exitCode;
};

} // namespace alcyone::runtime
