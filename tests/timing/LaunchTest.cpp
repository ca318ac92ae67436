// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do launches end as they should, again and again, and the same way each time?
#include "Bench.h"

#include "isa/support/AddressMap.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace alcyone::tests {
namespace {

using namespace isa;

TEST(Launch, an_empty_program_is_done) {
  Bench bench;
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  EXPECT_GT(bench.cycles(), bench.chip.host.launchCycles);
}

TEST(Launch, a_copy_moves_its_bytes) {
  Bench bench;
  for (unsigned i = 0; i < 5000; ++i)
    bench.model->memory().hbm()[i] = uint8_t(i * 7);
  bench.issue("load", 0, dma0, copyBytes(address::ownL1, address::hbm, 5000));
  EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  for (unsigned i = 0; i < 5000; ++i)
    ASSERT_EQ(bench.model->memory().l1(0)[i], uint8_t(i * 7)) << i;
  EXPECT_EQ(bench.statistic("hbm.bytes_read"), 5000);
}

TEST(Launch, two_runs_take_the_same_cycles) {
  auto once = [] {
    Bench bench("edge");
    for (unsigned tile = 0; tile < 4; ++tile)
      for (unsigned i = 0; i < 20; ++i) {
        const std::string name = std::to_string(tile) + "." + std::to_string(i);
        bench.issue("copy" + name, tile, dma0 + i % 3,
                    copyBytes(address::ownL1 + 0x1000 * i,
                              address::hbm + 0x4321 * i, 3000 + 64 * i));
        bench.issue("matmul" + name, tile, ttu, matmulOf(16, 16, 64));
      }
    EXPECT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
    return std::pair(bench.cycles(), bench.traceText);
  };
  const auto first = once();
  EXPECT_EQ(first, once());
}

TEST(Launch, a_second_launch_of_a_model_takes_as_long_as_the_first) {
  Bench bench;
  bench.issue("load", 0, dma0, copyBytes(address::ownL1, address::hbm, 50000));
  bench.run();
  const uint64_t first = bench.cycles();
  bench.run();
  EXPECT_EQ(bench.cycles(), first);
}

TEST(Launch, two_models_live_side_by_side) {
  Bench nano("nano"), edge("edge");
  nano.issue("load", 0, dma0, copyBytes(address::ownL1, address::hbm, 500));
  edge.issue("load", 3, dma0, copyBytes(address::ownL1, address::hbm, 500));
  for (unsigned i = 0; i < 2; ++i) {
    EXPECT_EQ(nano.run().end, LaunchEnd::Done);
    EXPECT_EQ(edge.run().end, LaunchEnd::Done);
  }
}

TEST(Launch, after_a_fault_the_model_is_usable) {
  Bench bench;
  bench.issue("bad", 0, ttu, matmulOf(64, 64, 64, 0xFFFFFF00));
  bench.issue("long", 0, dma0, copyBytes(address::ownL1, address::hbm, 90000));
  EXPECT_EQ(bench.run().end, LaunchEnd::Faulted);
  EXPECT_NE(bench.result.message.find("bad"), std::string::npos)
      << bench.result.message;
  EXPECT_NE(bench.result.message.find("TTU"), std::string::npos);

  auto host = [&](HostRegister which) {
    return bench.model->hostRegister(which);
  };
  EXPECT_EQ(host(HostRegister::Status), 3u);
  EXPECT_EQ(host(HostRegister::FaultCode),
            uint64_t(FaultCode::AddressOutOfRange));
  EXPECT_EQ(host(HostRegister::FaultQueue), ttu);
  EXPECT_EQ(host(HostRegister::FaultTag), 1u);

  EngineProgram good(bench.chip);
  good.push(0, dma0, copyBytes(address::ownL1, address::hbm, 500));
  EXPECT_EQ(launch(*bench.model, good).end, LaunchEnd::Done);
  EXPECT_EQ(host(HostRegister::Status), 2u);
}

TEST(Launch, waiting_for_a_signal_that_never_comes_is_a_deadlock) {
  Bench bench;
  Sync wait;
  wait.header.wait0Sem = 5;
  wait.header.wait0Count = 2;
  bench.issue("stuck", 0, dma0, wait);
  EXPECT_EQ(bench.run().end, LaunchEnd::Deadlocked);
  EXPECT_NE(bench.result.message.find("stuck"), std::string::npos)
      << bench.result.message;
  EngineProgram good(bench.chip);
  EXPECT_EQ(launch(*bench.model, good).end, LaunchEnd::Done);
}

TEST(Launch, an_overflowing_semaphore_is_the_fault_of_who_signals) {
  Bench bench;
  Sync sync;
  sync.header.signal0Sem = 3;
  sync.header.signal0Count = 200;
  bench.issue("once", 0, dma0, sync);
  bench.issue("twice", 0, dma1, sync);
  EXPECT_EQ(bench.run().end, LaunchEnd::Faulted);
  EXPECT_NE(bench.result.message.find("semaphore overflow"), std::string::npos)
      << bench.result.message;
}

TEST(Launch, a_long_instruction_can_be_cancelled) {
  Bench bench;
  Copy endless = copyBytes(address::ownL1, address::hbm, 1u << 31);
  endless.srcStride = endless.dstStride = {0, 0, 0, 0};
  endless.shape = {1u << 16, 1u << 16, 1, 1};
  bench.program.push(0, dma0, endless);
  const std::vector<uint8_t> elf = bench.program.elf();
  const TcmSegment segment{0, std::span(elf).subspan(4096)};
  std::atomic<bool> cancel = false;
  LaunchRequest request;
  request.segments = {&segment, 1};
  request.cancel = &cancel;
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    cancel = true;
  });
  EXPECT_EQ(bench.model->launch(request).end, LaunchEnd::Cancelled);
  later.join();
}

TEST(Launch, the_entry_and_its_arguments_cross_the_host_link) {
  Bench usual, slow("nano", {{"host.bytes_per_second", 1e6}});
  for (Bench *bench : {&usual, &slow})
    bench->run();
  const auto cycles = [](const Bench &bench) {
    return bench.statistic("launch_cycles");
  };
  // 8 bytes at 1 MB/s, or at 4 GB/s.
  EXPECT_EQ(cycles(slow) - cycles(usual),
            8 * double(usual.chip.clockHz) / 1e6 - 2);
}

TEST(Launch, the_way_to_the_host_is_told_apart) {
  Bench bench("nano", {{"host.latency_ns", 1234}});
  bench.run();
  EXPECT_DOUBLE_EQ(bench.statistic("host_latency_seconds"), 1234e-9);
}

TEST(Launch, a_start_is_a_jump_and_an_end_is_seen_in_the_status) {
  Bench bench;
  const Chip &chip = bench.chip;
  bench.program.code({0x020002B7, 0x0202B423}); // Halt = 0
  ASSERT_EQ(bench.run().end, LaunchEnd::Done) << bench.result.message;
  EXPECT_EQ(bench.cycles() - bench.statistic("launch_cycles"),
            chip.tcp.baseCycles + chip.tcp.branchTakenCycles + // start
                chip.tcp.baseCycles + chip.tcp.registerCycles + 1 +
                chip.noc.controlHopCycles);
}

TEST(Launch, control_code_waits_for_l1) {
  Bench usual, slow("nano", {{"tcp.l1_access_cycles", 108}});
  for (Bench *bench : {&usual, &slow}) {
    // ld a1, 0(own L1); then Halt = 0
    bench->program.code({0x10000537, 0x00053583, 0x020002B7, 0x0202B423});
    ASSERT_EQ(bench->run().end, LaunchEnd::Done) << bench->result.message;
  }
  EXPECT_EQ(slow.cycles() - usual.cycles(),
            108 - usual.chip.tcp.l1AccessCycles);
}

TEST(Launch, limits_end_a_program_that_never_does) {
  Bench bench;
  bench.program.code({0x6F}); // jump to itself
  EXPECT_EQ(launch(*bench.model, bench.program, {"", 100'000}).end,
            LaunchEnd::LimitReached);
}

} // namespace
} // namespace alcyone::tests
