// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the DMA move as many bytes, or scattered elements, a cycle as the chip
// file says, and start when it says?
#include "TdmaBench.h"

#include "isa/support/AddressMap.h"

#include <gtest/gtest.h>

using namespace alcyone;
using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

constexpr Delays ideal{.shortest = 60, .longest = 60, .refused = 0};

Copy contiguous(uint64_t dst, uint64_t src, uint32_t bytes) {
  Copy inst;
  inst.dst = dst, inst.src = src;
  inst.shape = {1, 1, 1, bytes / 4};
  inst.srcFormat = inst.dstFormat = Format::Int32;
  inst.srcStride[3] = inst.dstStride[3] = 4;
  return inst;
}

uint64_t cyclesOf(const Instruction &instruction) {
  TdmaBench bench(ideal);
  EXPECT_EQ(bench.run(instruction), Fault());
  return bench.doneAt[0];
}

// Of the steady state: what `more` adds to `less`.
double rate(const Instruction &more, const Instruction &less, double units) {
  return units / double(cyclesOf(more) - cyclesOf(less));
}

class Contiguous
    : public testing::TestWithParam<std::pair<uint64_t, uint64_t>> {};

TEST_P(Contiguous, runs_move_at_the_full_width) {
  const auto [dst, src] = GetParam();
  constexpr uint32_t bytes = 64 * 1024;
  const double width = double(loadChip("nano").tdma.bytesPerCycle);
  EXPECT_GE(rate(contiguous(dst, src, bytes), contiguous(dst, src, bytes / 2),
                 bytes / 2),
            0.95 * width);
  EXPECT_GE(bytes / double(cyclesOf(contiguous(dst, src, bytes))),
            0.92 * width);
}

INSTANTIATE_TEST_SUITE_P(
    Tdma, Contiguous,
    testing::Values(std::pair(address::ownL1, address::hbm),
                    std::pair(address::ownL1 + 4, address::hbm + 12),
                    std::pair(address::hbm, address::ownL1),
                    std::pair(address::hbm + 20, address::ownL1 + 4),
                    std::pair(address::ownL1 + 0x40000, address::ownL1),
                    std::pair(address::ownL1 + 0x40004, address::ownL1 + 12),
                    std::pair(address::hbm + 0x40000, address::l2Of(0))));

TEST(TdmaRate, scattered_elements_move_one_a_cycle) {
  for (const uint64_t outside : {address::hbm, address::ownL1 + 0x40000})
    for (const bool reads : {false, true}) {
      Copy inst = contiguous(reads ? address::ownL1 : outside,
                             reads ? outside : address::ownL1, 4 * 2048);
      (reads ? inst.srcStride : inst.dstStride)[3] = 36;
      Copy less = inst;
      less.shape[3] /= 2;
      EXPECT_GE(rate(inst, less, 1024), 0.95) << std::hex << outside << reads;
    }
}

TEST(TdmaRate, a_fill_may_write_a_byte_twice_at_the_full_width) {
  Fill once;
  once.dst = address::ownL1;
  once.dstFormat = Format::Int32;
  once.shape = {1, 1, 8, 1024};
  once.dstStride = {0, 0, 4 * 1024, 4};
  Fill twice = once;
  twice.dstStride[2] = 0;
  EXPECT_EQ(cyclesOf(twice), cyclesOf(once));
}

TEST(TdmaRate, channels_share_the_width) {
  constexpr uint32_t bytes = 32 * 1024;
  TdmaBench bench(ideal);
  for (unsigned i = 0; i < bench.channels(); ++i)
    bench.start(
        i, i % 2 ? contiguous(address::ownL1 + i * bytes, address::hbm, bytes)
                 : contiguous(address::ownL1 + i * bytes,
                              address::ownL1 + 0x40000, bytes));
  uint64_t last = 0, first = ~uint64_t(0);
  for (unsigned i = 0; i < bench.channels(); ++i) {
    bench.finish(i);
    last = std::max(last, bench.doneAt[i]);
    first = std::min(first, bench.doneAt[i]);
  }
  const double width = double(bench.chip.tdma.bytesPerCycle);
  EXPECT_GE(bench.channels() * bytes / double(last), 0.9 * width);
  EXPECT_GE(double(first), 0.5 * double(last)) << "one channel starves others";
}

TEST(TdmaRate, the_first_request_comes_after_the_start_cycles) {
  TdmaBench bench(ideal);
  const uint64_t cycles = uint64_t(bench.chip.tdma.startCycles);
  bench.run(contiguous(address::ownL1, address::hbm, 256));
  EXPECT_EQ(bench.firstRequest, cycles);
  const uint64_t start = bench.cycle;
  bench.firstRequest.reset();
  bench.run(contiguous(address::ownL1 + 4096, address::ownL1, 256));
  EXPECT_EQ(bench.firstRequest, start + cycles);
}

} // namespace
