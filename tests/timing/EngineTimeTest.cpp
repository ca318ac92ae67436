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

TtuTime timeOf(const isa::Matmul &inst, const isa::Chip &chip) {
  return TtuTiming(chip).of(inst, L1Banks(chip));
}

TEST(TtuTiming, blocks_stream_without_a_bubble) {
  const isa::Chip chip = chipWith("edge");
  const uint64_t rows = chip.ttu.rows, cols = chip.ttu.cols;
  const TtuTime one = timeOf(matmulOf(rows, cols, 256), chip);
  EXPECT_EQ(one.streaming, 256 / chip.ttu.depth);
  EXPECT_EQ(one.fixed, chip.ttu.startCycles + chip.l1.latencyCycles + 4 + rows +
                           cols - 2 + chip.ttu.pipelineCycles);
  const TtuTime many = timeOf(matmulOf(4 * rows, 3 * cols, 256), chip);
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
  const TtuTime good = timeOf(inst, chip);
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

using Code = std::vector<isa::MicroInstruction>;

TvpTime timeOf(const isa::Vector &inst, const Code &code, const isa::Chip &chip,
               unsigned channels = 0) {
  std::vector<uint32_t> words;
  for (const auto &instruction : code)
    words.push_back(encodeMicro(instruction));
  return TvpTiming(chip).of(inst, words, L1Banks(chip), channels);
}

/// Cycles that the second half of the instruction takes: `inst` has half of its
/// lanes.
uint64_t cyclesOfSecondHalf(isa::Vector inst, const Code &code,
                            const isa::Chip &chip) {
  const uint64_t half = timeOf(inst, code, chip).cycles;
  inst.size[3] *= 2;
  return timeOf(inst, code, chip).cycles - half;
}

const isa::MicroInstruction addStreams{MicroOp::Add, 0, 32, 33, 0, 0};
const isa::MicroInstruction mulSelf{MicroOp::Mul, 0, 0, 0, 0, 0};
const isa::MicroInstruction exponential{MicroOp::Exp2, 0, 0, 0, 0, 0};
const isa::MicroInstruction sumLanes{MicroOp::Rsum, 0, 0, 0, 0, 0};
const isa::MicroInstruction storeV0{MicroOp::Store, 0, 0, 0, 0, 0};

TEST(TvpTiming, issues_one_micro_instruction_a_cycle_for_its_lanes) {
  const isa::Chip chip = chipWith("edge");
  const uint32_t elements = 1024;
  const Code code{addStreams, mulSelf, mulSelf, mulSelf, storeV0};
  EXPECT_EQ(cyclesOfSecondHalf(vectorOf({1, 1, 1, elements}, 5), code, chip),
            elements / chip.tvp.lanes * 5);
}

TEST(TvpTiming, wide_lanes_need_as_many_iterations) {
  const isa::Chip chip = chipWith("maia100");
  const Code code{addStreams, mulSelf, storeV0};
  const auto cycles = [&](uint32_t rows) {
    isa::Vector inst = vectorOf({rows, 1, 1, 16}, 3);
    for (unsigned stream : {0u, 1u, 4u})
      inst.stride[stream * 4] = 64;
    return timeOf(inst, code, chip).cycles;
  };
  EXPECT_EQ(cycles(4), cycles(1));
  EXPECT_EQ(cycles(8), cycles(1) + 3);
}

TEST(TvpTiming, four_times_the_lanes_take_a_quarter_of_what_is_computed) {
  const isa::Chip narrow = chipWith("maia100");
  const isa::Chip wide = chipWith(
      "maia100", {{"tvp.lanes", 4.0 * double(narrow.tvp.lanes)},
                  {"tvp.sfu_lanes", 4.0 * double(narrow.tvp.sfuLanes)}});
  const Code sums(12, addStreams);
  const isa::Vector inst = vectorOf({1, 1, 1, 4096}, uint8_t(sums.size()));
  EXPECT_EQ(cyclesOfSecondHalf(inst, sums, narrow),
            4 * cyclesOfSecondHalf(inst, sums, wide));
  const Code functions{addStreams, exponential, exponential, exponential,
                       storeV0};
  const isa::Vector special = vectorOf({1, 1, 1, 4096}, 5);
  EXPECT_NEAR(double(cyclesOfSecondHalf(special, functions, narrow)),
              4 * double(cyclesOfSecondHalf(special, functions, wide)), 16);
}

TEST(TvpTiming, lanes_do_not_help_what_the_ports_bound) {
  const isa::Chip narrow = chipWith("maia100");
  const isa::Chip wide =
      chipWith("maia100", {{"tvp.lanes", 4.0 * double(narrow.tvp.lanes)}});
  const Code code{addStreams, storeV0};
  const isa::Vector inst = vectorOf({1, 1, 1, 4096}, 2);
  const uint64_t bytes = 4 * inst.size[3];
  EXPECT_GE(cyclesOfSecondHalf(inst, code, wide),
            bytes / (wide.tvp.streamBytesPerCycle / 3));
  EXPECT_GE(2 * cyclesOfSecondHalf(inst, code, wide),
            cyclesOfSecondHalf(inst, code, narrow));
}

TEST(TvpTiming, special_functions_are_bound_by_their_lanes) {
  const isa::Chip chip = chipWith("edge");
  const uint64_t cycles = cyclesOfSecondHalf(
      vectorOf({1, 1, 1, 1024}, 3), {addStreams, exponential, storeV0}, chip);
  EXPECT_NEAR(double(cycles), double(1024 / chip.tvp.sfuLanes), 1);
}

TEST(TvpTiming, special_functions_hold_a_run_that_no_other_one_overlaps) {
  const isa::Chip chip = chipWith("nano");
  const uint64_t vectors = 8, slots = chip.tvp.lanes / chip.tvp.sfuLanes;
  const isa::Vector inst =
      vectorOf({1, 1, uint32_t(vectors), uint32_t(chip.tvp.lanes)}, 3);
  const isa::MicroInstruction addUp{MicroOp::Add, 1, 1, 32, 0, 0};
  const isa::MicroInstruction ofSum{MicroOp::Exp2, 0, 1, 0, 0, 0};
  const isa::MicroInstruction ofStream{MicroOp::Exp2, 0, 32, 0, 0, 0};
  const uint64_t overlapped =
      timeOf(inst, {addUp, ofStream, storeV0}, chip).cycles;
  EXPECT_NEAR(double(timeOf(inst, {addUp, ofSum, storeV0}, chip).cycles),
              double(overlapped + (vectors - 1) * 2), 1)
      << "of " << slots << " cycles each";
}

TEST(TvpTiming, cross_lane_operations_take_their_cycles) {
  const isa::Chip chip = chipWith("edge");
  EXPECT_EQ(cyclesOfSecondHalf(vectorOf({1, 1, 1, 1024}, 3),
                               {addStreams, sumLanes, storeV0}, chip),
            1024 / chip.tvp.lanes * (2 + chip.tvp.crosslaneCycles));
}

TEST(TvpTiming, streams_are_bound_by_their_ports) {
  const isa::Chip chip = chipWith("edge", {{"tvp.stream_bytes_per_cycle", 96}});
  const uint64_t port = chip.tvp.streamBytesPerCycle / 3;
  isa::Vector inst = vectorOf({1, 1, 1, 1024}, 2);
  const Code code{addStreams, storeV0};
  EXPECT_NEAR(double(cyclesOfSecondHalf(inst, code, chip)), 1024 * 4.0 / port,
              4);
  inst.stride[3] = 2 * int32_t(chip.l1.bankBytes); // a line for each element
  const double lines = double(1024 * chip.l1.bankBytes / port);
  EXPECT_GE(double(cyclesOfSecondHalf(inst, code, chip)), lines - 1);
  EXPECT_LE(double(cyclesOfSecondHalf(inst, code, chip)), 1.1 * lines);
}

TEST(TvpTiming, scattered_streams_wait_for_each_other_at_the_banks) {
  const isa::Chip chip = chipWith("nano");
  isa::Vector inst = vectorOf({1, 1, 1, 256}, 2);
  const Code code{addStreams, storeV0};
  EXPECT_LT(timeOf(inst, code, chip).cycles, timeOf(inst, code, chip).own + 16);
  const auto bankRow = int32_t((chip.l1.banks - 1) * chip.l1.bankBytes);
  inst.stride[3] = inst.stride[4 + 3] = bankRow; // lines of one bank
  const TvpTime time = timeOf(inst, code, chip);
  EXPECT_GT(time.cycles, 2 * time.own);
}

TEST(TvpTiming, channels_of_the_dma_come_first_at_the_banks) {
  const isa::Chip chip = chipWith("nano");
  const isa::Vector inst = vectorOf({1, 1, 1, 1024}, 1);
  const Code move{{MicroOp::Store, 0, 32, 0, 0, 0}};
  const TvpTime alone = timeOf(inst, move, chip);
  EXPECT_GT(timeOf(inst, move, chip, 1).cycles, alone.cycles);
  EXPECT_EQ(timeOf(inst, move, chip, 1).own, alone.own);
}

TEST(TvpTiming, reads_wait_for_writes_that_overlap_them) {
  const isa::Chip chip = chipWith("nano");
  isa::Vector inst = vectorOf({1, 1, 1, 256}, 2);
  const Code code{addStreams, storeV0};
  const uint64_t apart = timeOf(inst, code, chip).cycles;
  inst.base[4] = inst.base[0];
  EXPECT_EQ(timeOf(inst, code, chip).cycles, apart);
  inst.base[4] = inst.base[0] + 64;
  EXPECT_GE(timeOf(inst, code, chip).cycles,
            apart + 256 / 16 * chip.l1.latencyCycles);
}

TEST(TvpTiming, a_lone_reduction_waits_for_its_own_results) {
  const isa::Chip chip = chipWith("edge");
  const isa::Chip shallow = chipWith("edge", {{"tvp.pipeline_cycles", 1}});
  const isa::Vector inst = vectorOf({1, 1, 64, 16}, 1);
  const uint64_t stages = chip.tvp.pipelineCycles - 1;
  EXPECT_EQ(timeOf(inst, {addStreams}, chip).cycles,
            timeOf(inst, {addStreams}, shallow).cycles + (64 + 1) * stages);
}

TEST(TvpTiming, a_long_instruction_takes_the_pace_of_what_is_followed) {
  const isa::Chip chip = chipWith("nano");
  const Code code{addStreams, mulSelf, storeV0};
  for (const bool laneReduce : {false, true}) {
    isa::Vector inst = vectorOf({1, 1, 1, 16 * 4096}, 3);
    inst.base[1] = inst.base[0], inst.base[4] = inst.base[0];
    inst.laneReduce = laneReduce;
    EXPECT_EQ(cyclesOfSecondHalf(inst, code, chip), 3 * 4096u);
  }
}

TEST(TvpTiming, nothing_to_do_takes_the_start_and_the_end) {
  const isa::Chip chip = chipWith("edge");
  const TvpTime time = timeOf(vectorOf({0, 1, 1, 16}, 1), {addStreams}, chip);
  EXPECT_EQ(time.cycles, chip.tvp.startCycles + 1);
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
