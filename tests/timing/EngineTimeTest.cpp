// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do tensor unit, vector processor, control processor and L1 take the time that
// the chip's numbers say?
#include "Bench.h"

#include "sim/tile/l1/L1Banks.h"
#include "sim/tile/tcp/TcpTiming.h"
#include "sim/tile/ttu/TtuTiming.h"
#include "sim/tile/tvp/TvpTiming.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace sim;
using isa::MicroOp;

EngineTime timeOf(const isa::Matmul &inst, const isa::Chip &chip) {
  return TtuTiming(chip).of(inst, L1Banks(chip));
}

TEST(TtuTiming, blocks_stream_without_a_bubble) {
  const isa::Chip chip = chipWith("edge");
  const uint64_t rows = chip.ttu.rows, cols = chip.ttu.cols;
  const EngineTime one = timeOf(matmulOf(rows, cols, 256), chip);
  EXPECT_EQ(one.streaming, 256 / chip.ttu.depth);
  EXPECT_EQ(one.fixed, chip.ttu.startCycles + chip.l1.latencyCycles + 4 + rows +
                           cols - 2 + chip.ttu.pipelineCycles);
  const EngineTime many = timeOf(matmulOf(4 * rows, 3 * cols, 256), chip);
  EXPECT_EQ(many.streaming, 12 * one.streaming);
  EXPECT_EQ(many.fixed, one.fixed);
}

TEST(TtuTiming, a_partial_block_takes_as_long_as_a_whole_one) {
  const isa::Chip chip = chipWith("edge");
  EXPECT_EQ(timeOf(matmulOf(9, 1, 17), chip).streaming,
            timeOf(matmulOf(16, 8, 32), chip).streaming);
}

TEST(TtuTiming, small_k_is_bound_by_the_drain) {
  const isa::Chip chip = chipWith("edge", {{"ttu.drain_cycles_per_row", 3}});
  EXPECT_EQ(timeOf(matmulOf(80, 80, 16), chip).streaming,
            1 + 99 * 3 * chip.ttu.rows);
}

TEST(TtuTiming, a_shallow_array_takes_several_cycles_a_group) {
  const isa::Chip deep = chipWith("edge");
  const isa::Chip shallow = chipWith("edge", {{"ttu.depth", 4}});
  EXPECT_EQ(timeOf(matmulOf(64, 64, 256), shallow).streaming,
            4 * timeOf(matmulOf(64, 64, 256), deep).streaming);
}

TEST(TtuTiming, narrow_operand_ports_slow_it_down) {
  const isa::Chip wide = chipWith("edge");
  const isa::Chip narrow =
      chipWith("edge", {{"ttu.operand_bytes_per_cycle",
                         double(wide.ttu.operandBytesPerCycle / 2)}});
  EXPECT_EQ(timeOf(matmulOf(64, 64, 256), narrow).streaming,
            2 * timeOf(matmulOf(64, 64, 256), wide).streaming);
}

TEST(TtuTiming, a_panel_that_stays_is_read_once) {
  const isa::Matmul inst = matmulOf(64, 64, 256);
  const isa::Chip buffered = chipWith("edge");
  const isa::Chip bare = chipWith("edge", {{"ttu.panel_bytes", 0}});
  const uint64_t a = 64 * 256 * 2, times = 64 / buffered.ttu.cols;
  EXPECT_EQ(timeOf(inst, bare).l1Bytes - timeOf(inst, buffered).l1Bytes,
            a * (times - 1));
}

TEST(L1Banks, powers_of_two_do_not_conflict) {
  const isa::Chip chip = chipWith("edge");
  const L1Banks banks(chip);
  for (int64_t stride : {16, 64, 256, 512, 1024, 2048, 4096}) {
    const BankUse use = banks.use({0, stride, 128, chip.l1.bankBytes});
    EXPECT_LE(use.fullest, 1.5 * use.idealCycles) << stride;
  }
}

TEST(L1Banks, some_strides_do_conflict) {
  const isa::Chip chip = chipWith("edge");
  const L1Banks banks(chip);
  const int64_t stride = int64_t((chip.l1.banks - 1) * chip.l1.bankBytes);
  const BankUse use = banks.use({0, stride, chip.l1.banks, 4});
  EXPECT_GE(use.fullest, double(chip.l1.banks - 2));
  EXPECT_GE(use.cycles(), use.fullest);
}

TEST(L1Banks, a_bad_stride_makes_a_matmul_wait) {
  const isa::Chip chip = chipWith("edge");
  isa::Matmul inst = matmulOf(64, 64, 256);
  const EngineTime good = timeOf(inst, chip);
  EXPECT_LT(good.conflictCycles(), good.streaming / 25);
  inst.bStride = uint32_t((chip.l1.banks - 1) * chip.l1.bankBytes);
  EXPECT_GT(timeOf(inst, chip).conflictCycles(), good.streaming / 4);
}

isa::Vector vectorOf(std::array<uint32_t, 4> size, uint8_t body) {
  isa::Vector inst;
  inst.size = size;
  inst.bodyLength = body;
  inst.base = {0, 0x10000, 0, 0, 0x20000, 0};
  inst.format[0] = inst.format[1] = inst.format[4] = isa::Format::Fp32;
  for (unsigned stream : {0u, 1u, 4u})
    inst.stride[stream * 4 + 3] = 4;
  return inst;
}

EngineTime timeOf(const isa::Vector &inst,
                  std::vector<isa::MicroInstruction> code,
                  const isa::Chip &chip) {
  std::vector<uint32_t> words;
  for (const auto &instruction : code)
    words.push_back(encodeMicro(instruction));
  return TvpTiming(chip).of(inst, words, L1Banks(chip));
}

const isa::MicroInstruction addStreams{MicroOp::Add, 0, 32, 33, 0, 0};
const isa::MicroInstruction mulSelf{MicroOp::Mul, 0, 0, 0, 0, 0};
const isa::MicroInstruction exponential{MicroOp::Exp2, 0, 0, 0, 0, 0};
const isa::MicroInstruction sumLanes{MicroOp::Rsum, 0, 0, 0, 0, 0};
const isa::MicroInstruction storeV0{MicroOp::Store, 0, 0, 0, 0, 0};

TEST(TvpTiming, issues_one_micro_instruction_a_cycle_for_its_lanes) {
  const isa::Chip chip = chipWith("edge");
  const uint64_t elements = 1024, slots = elements / chip.tvp.lanes;
  const isa::Vector inst = vectorOf({1, 1, 1, elements}, 5);
  EXPECT_EQ(timeOf(inst, {addStreams, mulSelf, mulSelf, mulSelf, storeV0}, chip)
                .streaming,
            5 * slots);
}

TEST(TvpTiming, wide_lanes_need_as_many_iterations) {
  const isa::Chip chip = chipWith("maia100");
  const std::vector<isa::MicroInstruction> code = {addStreams, mulSelf,
                                                   storeV0};
  EXPECT_EQ(timeOf(vectorOf({1, 1, 1, 16}, 3), code, chip).streaming, 3u);
  EXPECT_EQ(timeOf(vectorOf({4, 1, 1, 16}, 3), code, chip).streaming, 3u);
  EXPECT_EQ(timeOf(vectorOf({8, 1, 1, 16}, 3), code, chip).streaming, 6u);
}

TEST(TvpTiming, special_functions_are_bound_by_their_lanes) {
  const isa::Chip chip = chipWith("edge");
  const isa::Vector inst = vectorOf({1, 1, 1, 1024}, 3);
  const uint64_t special = 1024 / chip.tvp.sfuLanes;
  const uint64_t streaming =
      timeOf(inst, {addStreams, exponential, storeV0}, chip).streaming;
  EXPECT_GE(streaming, special);
  EXPECT_LE(streaming, special + 4); // before the first and after the last
}

TEST(TvpTiming, special_functions_hold_a_run_that_no_other_one_overlaps) {
  const isa::Chip chip = chipWith("nano");
  const uint64_t vectors = 8, slots = chip.tvp.lanes / chip.tvp.sfuLanes;
  const isa::Vector inst =
      vectorOf({1, 1, uint32_t(vectors), uint32_t(chip.tvp.lanes)}, 3);
  const isa::MicroInstruction addUp{MicroOp::Add, 1, 1, 32, 0, 0};
  const isa::MicroInstruction ofSum{MicroOp::Exp2, 0, 1, 0, 0, 0};
  const isa::MicroInstruction ofStream{MicroOp::Exp2, 0, 32, 0, 0, 0};
  EXPECT_EQ(timeOf(inst, {addUp, ofSum, storeV0}, chip).streaming,
            vectors * (2 + slots));
  EXPECT_LE(timeOf(inst, {addUp, ofStream, storeV0}, chip).streaming,
            (vectors + 1) * slots);
}

TEST(TvpTiming, cross_lane_operations_take_their_cycles) {
  const isa::Chip chip = chipWith("edge");
  const isa::Vector inst = vectorOf({1, 1, 1, 1024}, 3);
  EXPECT_EQ(timeOf(inst, {addStreams, sumLanes, storeV0}, chip).streaming,
            1024 / chip.tvp.lanes * (2 + chip.tvp.crosslaneCycles));
}

TEST(TvpTiming, streams_are_bound_by_their_ports) {
  const isa::Chip chip = chipWith("edge", {{"tvp.stream_bytes_per_cycle", 96}});
  const uint64_t port = chip.tvp.streamBytesPerCycle / 3;
  isa::Vector inst = vectorOf({1, 1, 1, 1024}, 2);
  const std::vector<isa::MicroInstruction> code{addStreams, storeV0};
  const uint64_t dense = timeOf(inst, code, chip).streaming;
  EXPECT_NEAR(double(dense), double(1024 * 4 / port), 4);
  inst.stride[3] = 2 * int32_t(chip.l1.bankBytes); // a line for each element
  EXPECT_NEAR(double(timeOf(inst, code, chip).streaming),
              double(1024 * chip.l1.bankBytes / port), 16);
}

TEST(TvpTiming, reads_wait_for_writes_that_overlap_them) {
  const isa::Chip chip = chipWith("nano");
  isa::Vector inst = vectorOf({1, 1, 1, 256}, 2);
  const std::vector<isa::MicroInstruction> code{addStreams, storeV0};
  const uint64_t apart = timeOf(inst, code, chip).duration(1);
  inst.base[4] = inst.base[0];
  EXPECT_EQ(timeOf(inst, code, chip).duration(1), apart);
  inst.base[4] = inst.base[0] + 64;
  EXPECT_GE(timeOf(inst, code, chip).duration(1),
            apart + 256 / 16 * chip.l1.latencyCycles);
}

TEST(TvpTiming, a_lone_reduction_waits_for_its_own_results) {
  const isa::Chip chip = chipWith("edge");
  EXPECT_EQ(timeOf(vectorOf({1, 1, 64, 16}, 1), {addStreams}, chip).streaming,
            64 * chip.tvp.pipelineCycles);
}

TEST(TvpTiming, nothing_to_do_takes_the_start_and_the_end) {
  const isa::Chip chip = chipWith("edge");
  const EngineTime time =
      timeOf(vectorOf({0, 1, 1, 16}, 1), {addStreams}, chip);
  EXPECT_EQ(time.duration(1), chip.tvp.startCycles + 2);
}

TEST(TcpTiming, is_counts_times_cycles) {
  const isa::Chip chip = chipWith("nano");
  isa::TcpCounters counters;
  counters.alu = 10;
  counters.load = 3;
  counters.multiply = 2;
  counters.divide = 1;
  counters.branch = 4;
  counters.branchTaken = 3;
  EXPECT_EQ(tcpCycles(counters, chip),
            14 * chip.tcp.baseCycles + 3 * chip.tcp.loadCycles +
                2 * chip.tcp.multiplyCycles + chip.tcp.divideCycles +
                3 * chip.tcp.branchTakenCycles);
}

} // namespace
} // namespace alcyone::tests
