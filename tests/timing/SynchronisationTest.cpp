// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do instructions take effect at their time, so that waits matter, and do
// semaphores and barriers take theirs?
#include "Bench.h"

#include "isa/support/AddressMap.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace isa;

template <typename Inst> Inst waiting(Inst inst, uint8_t semaphore) {
  inst.header.wait0Sem = semaphore;
  inst.header.wait0Count = 1;
  return inst;
}
template <typename Inst>
Inst signalling(Inst inst, uint8_t semaphore, uint16_t target = 0xFFFF) {
  inst.header.signal0Sem = semaphore;
  inst.header.signal0Count = 1;
  inst.header.signal0Target = target;
  return inst;
}

constexpr uint64_t result = address::hbm + 0x10000;

uint8_t storedAfterLoad(bool waits) {
  Bench bench;
  bench.model->memory().hbm()[0] = 77;
  bench.issue("load", 0, dma0,
              signalling(copyBytes(address::ownL1, address::hbm, 64), 1));
  const Copy store = copyBytes(result, address::ownL1, 64);
  bench.issue("store", 0, dma1, waits ? waiting(store, 1) : store);
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  return bench.model->memory().hbm()[0x10000];
}

TEST(Synchronisation, with_a_wait_the_store_sees_the_load) {
  EXPECT_EQ(storedAfterLoad(true), 77);
}

TEST(Synchronisation, without_a_wait_the_store_sees_what_was_there_before) {
  EXPECT_EQ(storedAfterLoad(false), 0);
}

/// BF16 1.0 in the first 64x64 elements of A and B.
void fillOperands(Bench &bench) {
  auto l1 = bench.model->memory().l1(0);
  for (unsigned i = 0; i < 64 * 64; ++i)
    for (uint32_t base : {0u, 0x10000u}) {
      l1[base + 2 * i] = 0x80;
      l1[base + 2 * i + 1] = 0x3F;
    }
}

float resultOf(Bench &bench, uint64_t offset) {
  float value;
  std::memcpy(&value, bench.model->memory().l1(0).data() + offset, 4);
  return value;
}

TEST(Synchronisation, a_matmul_reads_its_operands_when_it_starts) {
  Bench bench;
  fillOperands(bench);
  bench.issue("matmul", 0, ttu, matmulOf(64, 64, 64));
  // Overwrites A while the array is at work.
  bench.issue("zero", 0, dma0, fillBytes(address::ownL1, 64, 0));
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  EXPECT_LT(bench.times("zero").end, bench.times("matmul").end);
  EXPECT_GT(bench.times("zero").end, bench.times("matmul").start);
  EXPECT_EQ(resultOf(bench, 0x40000), 64.0f);
}

TEST(Synchronisation, a_matmul_writes_its_result_when_it_ends) {
  Bench bench;
  fillOperands(bench);
  bench.issue("matmul", 0, ttu, matmulOf(64, 64, 64));
  bench.issue("early", 0, dma0,
              copyBytes(address::ownL1 + 0x50000, address::ownL1 + 0x40000, 4));
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  EXPECT_EQ(resultOf(bench, 0x40000), 64.0f);
  EXPECT_EQ(resultOf(bench, 0x50000), 0.0f);
}

TEST(Synchronisation, a_vector_instruction_reads_when_it_starts) {
  Bench bench;
  auto l1 = bench.model->memory().l1(0);
  const float one = 1;
  for (unsigned i = 0; i < 16384; ++i)
    std::memcpy(l1.data() + 4 * i, &one, 4);
  Vector inst;
  inst.program = bench.program.microProgram(
      {{MicroOp::Add, 0, 32, 32, 0, 0}, {MicroOp::Store, 0, 0, 0, 0, 0}});
  inst.bodyLength = 2;
  inst.size = {1, 1, 1, 16384};
  inst.base = {0, 0, 0, 0, 0x20000, 0};
  inst.format[0] = inst.format[4] = Format::Fp32;
  inst.stride[3] = inst.stride[19] = 4;
  bench.issue("vector", 0, tvp, inst);
  bench.issue("zero", 0, dma0, fillBytes(address::ownL1, 64, 0));
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  EXPECT_LT(bench.times("zero").end, bench.times("vector").end);
  EXPECT_EQ(resultOf(bench, 0x20000), 2.0f);
}

TEST(Synchronisation, a_signal_takes_its_cycles_and_dispatch_its_own) {
  Bench bench;
  bench.issue("first", 0, dma0,
              signalling(fillBytes(address::ownL1, 8192, 1), 1));
  bench.issue("second", 0, dma1,
              waiting(fillBytes(address::ownL1 + 64, 64, 1), 1));
  bench.run();
  EXPECT_EQ(bench.times("second").start - bench.times("first").end,
            bench.chip.semaphore.signalCycles +
                bench.chip.queue.dispatchCycles);
}

TEST(Synchronisation, one_head_is_granted_its_waits_in_a_cycle) {
  Bench bench;
  Fill first = signalling(fillBytes(address::ownL1, 8192, 1), 1);
  first.header.signal0Count = 2;
  bench.issue("first", 0, dma0, first);
  bench.issue("second", 0, dma1,
              waiting(fillBytes(address::ownL1 + 64, 64, 1), 1));
  bench.issue("third", 0, dma2,
              waiting(fillBytes(address::ownL1 + 128, 64, 1), 1));
  bench.run();
  EXPECT_EQ(bench.times("third").start, bench.times("second").start + 1);
}

TEST(Synchronisation, a_signal_to_another_tile_crosses_the_control_plane) {
  Bench bench("maia100");
  const Chip &chip = bench.chip;
  bench.issue("first", 0, dma0,
              signalling(fillBytes(address::ownL1, 8192, 1), 1, 63));
  bench.issue("second", 63, dma0, waiting(fillBytes(address::ownL1, 64, 1), 1));
  bench.run();
  EXPECT_EQ(bench.times("second").start - bench.times("first").end,
            chip.semaphore.signalCycles + chip.noc.injectCycles +
                6 * chip.noc.controlHopCycles + chip.queue.dispatchCycles);
}

TEST(Synchronisation, a_barrier_of_the_tile_holds_its_queues) {
  Bench bench;
  Barrier barrier;
  barrier.queues = 1u << dma0 | 1u << dma1;
  barrier.scope = Scope::Tile;
  bench.issue("long", 0, dma0, copyBytes(address::ownL1, address::hbm, 65536));
  bench.issue("b0", 0, dma0, barrier);
  bench.issue("b1", 0, dma1, barrier);
  bench.issue("after", 0, dma1, fillBytes(address::ownL1, 64, 1));
  bench.run();
  EXPECT_EQ(bench.times("after").start,
            bench.times("long").end + 2 * bench.chip.queue.dispatchCycles);
}

TEST(Synchronisation, a_barrier_of_the_chip_goes_to_cluster_0_and_back) {
  Bench bench("edge");
  const Chip &chip = bench.chip;
  Barrier barrier;
  barrier.queues = 1u << dma0;
  barrier.scope = Scope::Chip;
  bench.issue("long", 3, dma0, copyBytes(address::ownL1, address::hbm, 65536));
  for (unsigned tile = 0; tile < 4; ++tile) {
    const std::string number = std::to_string(tile);
    bench.issue("barrier" + number, tile, dma0, barrier);
    bench.issue("after" + number, tile, dma0, fillBytes(address::ownL1, 64, 1));
  }
  bench.run();
  const uint64_t there = chip.noc.injectCycles + chip.noc.controlHopCycles;
  const uint64_t last = bench.times("long").end + chip.queue.dispatchCycles;
  EXPECT_EQ(bench.times("after0").start, last + there +
                                             chip.noc.controlHopCycles +
                                             chip.queue.dispatchCycles);
  EXPECT_EQ(bench.times("after2").start,
            last + 2 * there + chip.queue.dispatchCycles);
}

TEST(Synchronisation, a_full_queue_stalls_the_control_processor) {
  Bench bench;
  for (unsigned i = 0; i < 2 * bench.chip.queue.depth; ++i)
    bench.issue("copy" + std::to_string(i), 0, dma0,
                copyBytes(address::ownL1, address::hbm, 8192));
  bench.run();
  EXPECT_GT(bench.statistic("tcp.waiting_queue_cycles"), 0);
}

} // namespace
} // namespace alcyone::tests
