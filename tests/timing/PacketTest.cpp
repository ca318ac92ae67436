// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are transfers cut into the right packets, and is it seen when order matters?
#include "Bench.h"

#include "isa/support/AddressMap.h"
#include "sim/dma/Overlap.h"
#include "sim/dma/Packetizer.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace isa;
using sim::Packet;

class PacketTest : public testing::Test {
protected:
  const Chip chip = chipWith("nano");
  MemoryMap memory{chip};

  std::vector<Packet> cut(const Copy &inst, bool isOrdered = false) {
    Transfer transfer;
    EXPECT_FALSE(prepare(inst, memory, 0, transfer));
    sim::Packetizer packetizer(chip, chip.tdma, memory, 0, 0);
    packetizer.begin(transfer, isOrdered);
    std::vector<Packet> packets;
    while (!packetizer.done())
      packetizer.next(packets.emplace_back());
    return packets;
  }
  bool orderMatters(const Copy &inst) {
    Transfer transfer;
    EXPECT_FALSE(prepare(inst, memory, 0, transfer));
    return sim::orderMatters(transfer, 0);
  }
};

TEST_F(PacketTest, contiguous_bytes_fill_packets) {
  const auto packets = cut(copyBytes(address::ownL1, address::hbm, 1000));
  ASSERT_EQ(packets.size(), 4u);
  EXPECT_EQ(packets[0].src.bytes, chip.tdma.packetBytes);
  EXPECT_EQ(packets[3].src.bytes, 1000 - 3 * chip.tdma.packetBytes);
}

TEST_F(PacketTest, a_packet_ends_where_the_channel_does) {
  const auto packets = cut(copyBytes(address::ownL1, address::hbm + 100, 300));
  ASSERT_EQ(packets.size(), 2u);
  EXPECT_EQ(packets[0].src.bytes, chip.hbm.interleaveBytes - 100);
  EXPECT_EQ(packets[1].src.bytes, 300 - packets[0].src.bytes);
}

TEST_F(PacketTest, short_rows_travel_together) {
  Copy inst = copyBytes(address::ownL1, address::hbm, 32);
  inst.shape = {1, 1, 16, 32};
  inst.srcStride = {0, 0, 768, 1};
  inst.dstStride = {0, 0, 32, 1};
  const auto packets = cut(inst);
  ASSERT_EQ(packets.size(), 2u);
  EXPECT_EQ(packets[0].pieces.size(), 8u);
}

TEST_F(PacketTest, scattered_elements_take_a_cycle_each) {
  Copy inst = copyBytes(address::ownL1, address::ownL1 + 0x10000, 64);
  inst.srcStride = {0, 0, 0, 256};
  EXPECT_EQ(cut(inst)[0].src.words, 64u);
  EXPECT_EQ(cut(inst)[0].src.requests, 64u);
  EXPECT_EQ(cut(inst)[0].dst.words, 64 / chip.tdma.bytesPerCycle);
}

TEST_F(PacketTest, rows_that_continue_each_other_are_one_request) {
  Copy inst = copyBytes(address::ownL1, address::hbm, 4);
  inst.shape = {1, 1, 16, 4};
  inst.srcStride = {0, 0, 256, 1};
  inst.dstStride = {0, 0, 4, 1};
  const Packet packet = cut(inst)[0];
  EXPECT_EQ(packet.src.requests, 16u);
  EXPECT_EQ(packet.src.words, 16u);
  EXPECT_EQ(packet.src.carried, 16 * chip.tdma.bytesPerCycle);
  EXPECT_EQ(packet.dst.requests, 1u);
  EXPECT_EQ(packet.dst.words, 64 / chip.tdma.bytesPerCycle);
}

TEST_F(PacketTest, words_are_aligned_outside_of_l1) {
  const uint64_t width = chip.tdma.bytesPerCycle;
  const auto packet =
      cut(copyBytes(address::ownL1 + 4, address::hbm + 4, uint32_t(width)))[0];
  EXPECT_EQ(packet.src.words, 2u);
  EXPECT_EQ(packet.dst.words, 1u);
}

TEST_F(PacketTest, a_narrowed_word_is_half_as_wide) {
  Copy inst = copyBytes(address::ownL1, address::hbm, 64);
  inst.srcFormat = Format::Fp32;
  inst.dstFormat = Format::Bf16;
  inst.srcStride[3] = 4;
  inst.dstStride[3] = 2;
  const Packet packet = cut(inst)[0];
  EXPECT_EQ(packet.src.words, 64 * 4 / chip.tdma.bytesPerCycle);
  EXPECT_EQ(packet.dst.words, packet.src.words);
}

TEST_F(PacketTest, elements_that_move_in_order_are_packets) {
  EXPECT_EQ(cut(copyBytes(address::ownL1 + 1, address::ownL1, 64), true).size(),
            64u);
}

TEST_F(PacketTest, every_element_is_in_one_packet) {
  Copy inst = copyBytes(address::ownL1, address::hbm + 7, 100);
  inst.shape = {3, 5, 7, 100};
  inst.srcStride = {9000, 1800, 250, 2};
  inst.dstStride = {3500, 700, 100, 1};
  uint64_t elements = 0;
  for (const Packet &packet : cut(inst)) {
    elements += packet.elements;
    EXPECT_LE(packet.dst.bytes, chip.tdma.packetBytes);
  }
  EXPECT_EQ(elements, 3u * 5 * 7 * 100);
}

TEST_F(PacketTest, order_matters_where_bytes_are_read_and_written) {
  EXPECT_FALSE(
      orderMatters(copyBytes(address::ownL1 + 64, address::ownL1, 64)));
  EXPECT_TRUE(orderMatters(copyBytes(address::ownL1 + 63, address::ownL1, 64)));
  EXPECT_TRUE(
      orderMatters(copyBytes(address::l1Of(0) + 63, address::ownL1, 64)));
  EXPECT_FALSE(orderMatters(copyBytes(address::l2Of(0), address::ownL1, 64)));
}

TEST_F(PacketTest, order_matters_where_a_byte_is_written_twice) {
  Copy inst = copyBytes(address::ownL1, address::hbm, 64);
  inst.dstStride = {0, 0, 0, 0};
  EXPECT_TRUE(orderMatters(inst));
  inst.shape = {1, 1, 4, 64};
  inst.srcStride = {0, 0, 64, 1};
  inst.dstStride = {0, 0, 63, 1};
  EXPECT_TRUE(orderMatters(inst));
  inst.dstStride = {0, 0, -64, 1};
  inst.dst += 1000;
  EXPECT_FALSE(orderMatters(inst));
}

} // namespace
} // namespace alcyone::tests
