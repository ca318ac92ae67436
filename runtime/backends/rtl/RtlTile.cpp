// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/backends/rtl/RtlTile.h"

#include "rtl/Model.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace alcyone::runtime {

// Registers that no reset sets begin at random in models that are Verilated so
// (rtl/Verilate.cmake), otherwise in each tile, and the same in each run.
static std::unique_ptr<VerilatedContext> makeContext() {
  static std::atomic<int> made = 0;
  auto context = std::make_unique<VerilatedContext>();
  context->randReset(2);
  context->randSeed(++made); // 0 is another one every time
  return context;
}

RtlTile::RtlTile(const RtlChip &rtl, const isa::Chip &chip,
                 const std::string &tracePath)
    : context(makeContext()),
      model(tracePath.empty() ? rtl.make(*context)
                              : rtl.makeTraced(*context, tracePath)),
      l1(chip), controlMemory(model->backDoor(".u_tcm", "memory_q"),
                              chip.tcp.memoryBytes),
      semaphores(model->backDoor(".u_queues.u_semaphores", "value_q")),
      halted(model->backDoor("", "halted_q")),
      exitCode(model->backDoor(".u_host", "exit_code_q")) {
  for (unsigned bank = 0; bank < l1.count(); ++bank)
    banks.push_back(model->backDoor(".u_l1.gen_banks[" + std::to_string(bank) +
                                        "].u_bank.u_ram",
                                    "memory"));
}

RtlTile::~RtlTile() {
  makeCurrent();
  model->final();
  rtl::keepCoverage(*context);
}

void RtlTile::makeCurrent() { Verilated::threadContextp(context.get()); }

uint8_t *RtlTile::lineInBank(uint64_t offset) const {
  // A line's place in its bank is its number by the number of banks.
  const uint64_t line = offset / l1.lineBytes();
  return banks[l1.bank(offset)] + line / l1.count() * l1.lineBytes();
}

void RtlTile::fillL1(std::span<const uint8_t> bytes) {
  for (uint64_t at = 0; at < bytes.size(); at += l1.lineBytes())
    std::memcpy(lineInBank(at), bytes.data() + at, l1.lineBytes());
}

void RtlTile::readL1(uint64_t offset, std::span<uint8_t> bytes) const {
  while (!bytes.empty()) {
    const uint64_t skip = offset % l1.lineBytes();
    const size_t some = std::min(l1.lineBytes() - skip, bytes.size());
    std::memcpy(bytes.data(), lineInBank(offset - skip) + skip, some);
    bytes = bytes.subspan(some);
    offset += some;
  }
}

} // namespace alcyone::runtime
