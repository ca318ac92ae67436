// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do copy, fill and gather move what the manual says, in pieces or at once, and
// do they report everything before they move anything?
#include "isa/semantics/Tdma.h"
#include "isa/numerics/Convert.h"
#include "isa/numerics/Formats.h"
#include "tests/numerics/RandomFloats.h"

#include <cstring>
#include <gtest/gtest.h>

using namespace alcyone;
using namespace alcyone::isa;

namespace {

Chip smallChip() {
  Chip chip = loadChip("edge");
  chip.hbm.bytes = 1 << 20;
  return chip;
}

class Tdma : public testing::Test {
protected:
  Tdma() : memory(chip) {
    for (uint64_t i = 0; i < area; i += 4)
      put<uint32_t>(address::hbm + i, random.any());
  }

  uint8_t *host(uint64_t address, unsigned tile = 0) {
    Fault fault;
    uint8_t *bytes = memory.resolve(address, 1, tile, fault);
    EXPECT_FALSE(fault) << std::hex << address;
    return bytes;
  }
  template <class T> T value(uint64_t address, unsigned tile = 0) {
    T result;
    std::memcpy(&result, host(address, tile), sizeof(T));
    return result;
  }
  template <class T> void put(uint64_t address, T value) {
    std::memcpy(host(address), &value, sizeof(T));
  }

  // Element by element, with nothing but addresses.
  template <class Move>
  void reference(const Move &inst, std::vector<uint64_t> rows, uint8_t *copyOf,
                 uint64_t first) {
    for (uint64_t i0 = 0; i0 < inst.shape[0]; ++i0)
      for (uint64_t i1 = 0; i1 < inst.shape[1]; ++i1)
        for (uint64_t i2 = 0; i2 < inst.shape[2]; ++i2)
          for (uint64_t i3 = 0; i3 < inst.shape[3]; ++i3) {
            const uint64_t to[] = {i0, i1, i2, i3};
            const uint64_t from[] = {rows.empty() ? i0 : rows[i0], i1, i2, i3};
            uint64_t src = inst.src - first, dst = inst.dst - first;
            for (unsigned d = 0; d < 4; ++d) {
              src += from[d] * uint64_t(int64_t(inst.srcStride[d]));
              dst += to[d] * uint64_t(int64_t(inst.dstStride[d]));
            }
            convert(inst.srcFormat, copyOf + src, inst.dstFormat, copyOf + dst);
          }
  }

  static void convert(Format from, const uint8_t *src, Format to,
                      uint8_t *dst) {
    uint64_t bits = 0;
    std::memcpy(&bits, src, formatBytes(from));
    if (from == Format::Fp32 && to == Format::Bf16)
      bits = bf16FromFp32(uint32_t(bits));
    else if (from == Format::Bf16 && to == Format::Fp32)
      bits = fp32FromBf16(uint16_t(bits));
    std::memcpy(dst, &bits, formatBytes(to));
  }

  // All inside `area` of HBM; strides in any order, some 0 or negative.
  template <class Move> void randomMove(Move &inst) {
    static constexpr Format formats[][2] = {
        {Format::Fp32, Format::Fp32}, {Format::Bf16, Format::Bf16},
        {Format::Int8, Format::Int8}, {Format::Int64, Format::Int64},
        {Format::Fp32, Format::Bf16}, {Format::Bf16, Format::Fp32}};
    const auto &pair = formats[random.below(std::size(formats))];
    inst.srcFormat = pair[0];
    inst.dstFormat = pair[1];
    for (uint32_t &size : inst.shape)
      size = uint32_t(1 + random.below(random.below(3) ? 6 : 2));
    inst.shape[3] = uint32_t(1 + random.below(40));
    strides(inst.shape, formatBytes(inst.srcFormat), inst.srcStride);
    strides(inst.shape, formatBytes(inst.dstFormat), inst.dstStride);
    inst.src = address::hbm + area / 2 + 8 * random.below(64);
    inst.dst = random.below(3) ? address::hbm + area * 3 / 4
                               : inst.src + 8 * random.below(10);
  }

  void strides(const std::array<uint32_t, 4> &shape, unsigned bytes,
               std::array<int32_t, 4> &stride) {
    int32_t reach = int32_t(bytes);
    const bool transposed = random.below(4) == 0;
    for (unsigned i = 4; i-- > 0;) {
      const unsigned d = transposed ? (i + 3) % 4 : i;
      stride[d] = random.below(8) ? reach : 0;
      if (random.below(8) == 0)
        stride[d] = -stride[d];
      reach *= int32_t(shape[d]);
      if (random.below(3) == 0)
        reach += int32_t(bytes);
    }
  }

  static constexpr uint64_t area = 512 * 1024;
  reference::RandomFloats random{reference::seed()};
  Chip chip = smallChip();
  MemoryMap memory;
};

TEST_F(Tdma, copies_any_shape_in_the_defined_order) {
  for (int i = 0; i < 2000; ++i) {
    Copy inst;
    randomMove(inst);
    std::vector<uint8_t> expected(host(address::hbm),
                                  host(address::hbm) + area);
    reference(inst, {}, expected.data(), address::hbm);
    ASSERT_FALSE(copy(inst, memory, 0));
    ASSERT_EQ(std::memcmp(expected.data(), host(address::hbm), area), 0)
        << print(Instruction(inst)) << ", seed " << reference::seed();
  }
}

TEST_F(Tdma, gathers_rows_and_refuses_indices_out_of_range) {
  for (int i = 0; i < 500; ++i) {
    Gather inst;
    randomMove(inst);
    inst.index = address::hbm + 1024;
    inst.indexFormat = random.below(2) ? Format::Int32 : Format::Int64;
    inst.indexStride = 16;
    inst.indexLimit = 8;
    std::vector<uint64_t> rows(inst.shape[0]);
    for (uint64_t r = 0; r < rows.size(); ++r) {
      rows[r] = random.below(8);
      put<uint64_t>(inst.index + r * 16, rows[r]);
    }
    std::vector<uint8_t> expected(host(address::hbm),
                                  host(address::hbm) + area);
    reference(inst, rows, expected.data(), address::hbm);
    ASSERT_FALSE(gather(inst, memory, 0));
    ASSERT_EQ(std::memcmp(expected.data(), host(address::hbm), area), 0)
        << print(Instruction(inst)) << ", seed " << reference::seed();

    put<int64_t>(inst.index + (rows.size() - 1) * 16, i % 2 ? 8 : -1);
    const Fault fault = gather(inst, memory, 0);
    EXPECT_EQ(fault.code, FaultCode::IndexOutOfRange);
    EXPECT_EQ(fault.value, i % 2 ? 8 : ~uint64_t(0));
    ASSERT_EQ(std::memcmp(expected.data() + area / 2,
                          host(address::hbm + area / 2), area / 2),
              0)
        << "moved before the fault";
  }
}

TEST_F(Tdma, moves_in_pieces_what_it_moves_at_once) {
  for (int i = 0; i < 500; ++i) {
    Copy inst;
    randomMove(inst);
    const std::vector<uint8_t> before(host(address::hbm),
                                      host(address::hbm) + area);
    ASSERT_FALSE(copy(inst, memory, 0));
    const std::vector<uint8_t> atOnce(host(address::hbm),
                                      host(address::hbm) + area);
    std::memcpy(host(address::hbm), before.data(), area);
    Transfer transfer;
    ASSERT_FALSE(prepare(inst, memory, 0, transfer));
    const uint64_t most = 1 + random.below(20);
    TdmaWalk walk(transfer, most);
    uint64_t elements = 0;
    for (TdmaPiece piece; walk.next(piece);) {
      EXPECT_LE(piece.elements, most);
      elements += piece.elements;
      movePiece(transfer, piece, memory, 0);
    }
    EXPECT_EQ(elements, uint64_t(inst.shape[0]) * inst.shape[1] *
                            inst.shape[2] * inst.shape[3]);
    ASSERT_EQ(std::memcmp(atOnce.data(), host(address::hbm), area), 0)
        << print(Instruction(inst)) << ", seed " << reference::seed();
  }
}

TEST_F(Tdma, joins_dimensions_that_continue_each_other) {
  Copy inst;
  inst.src = address::hbm, inst.dst = address::ownL1;
  inst.shape = {1, 4, 8, 16};
  inst.srcFormat = inst.dstFormat = Format::Bf16;
  inst.srcStride = {0, 256, 32, 2};
  inst.dstStride = {0, 512, 32, 2};
  TdmaPiece piece;
  const Transfer transfer = transferOf(inst);
  TdmaWalk walk(transfer);
  for (unsigned i = 0; i < 4; ++i) {
    ASSERT_TRUE(walk.next(piece));
    EXPECT_EQ(piece.elements, 128u);
    EXPECT_EQ(piece.src, address::hbm + i * 256);
    EXPECT_EQ(piece.dst, address::ownL1 + i * 512);
  }
  EXPECT_FALSE(walk.next(piece));
}

TEST_F(Tdma, fills_with_the_low_bits_and_extends_int64) {
  Fill inst;
  inst.dst = address::ownL1 + 64;
  inst.shape = {1, 1, 2, 3};
  inst.dstStride = {0, 0, 64, 16};
  inst.dstFormat = Format::Int64;
  inst.value = 0xFFFFFFFE;
  ASSERT_FALSE(fill(inst, memory, 2));
  for (unsigned i = 0; i < 2; ++i)
    for (unsigned j = 0; j < 3; ++j)
      EXPECT_EQ(value<int64_t>(address::l1Of(2) + 64 + i * 64 + j * 16), -2);
  EXPECT_EQ(value<int64_t>(address::l1Of(2) + 64 + 8), 0);
  inst.dstFormat = Format::Uint8;
  inst.value = 0x1234;
  ASSERT_FALSE(fill(inst, memory, 2));
  EXPECT_EQ(value<uint16_t>(address::l1Of(2) + 64), 0xFF34);
}

TEST_F(Tdma, multicasts_to_the_same_offset_of_several_tiles) {
  Copy inst;
  inst.src = address::hbm;
  inst.dst = address::ownL1 + 128;
  inst.shape = {1, 1, 1, 8};
  inst.srcStride[3] = inst.dstStride[3] = 4;
  inst.srcFormat = inst.dstFormat = Format::Fp32;
  inst.multicastCount = 2;
  inst.multicastStride = 2;
  ASSERT_FALSE(copy(inst, memory, 1));
  for (unsigned tile : {1u, 3u})
    for (unsigned i = 0; i < 8; ++i)
      EXPECT_EQ(value<uint32_t>(address::l1Of(tile) + 128 + 4 * i),
                value<uint32_t>(address::hbm + 4 * i));
  EXPECT_EQ(value<uint32_t>(address::l1Of(2) + 128), 0u);
  EXPECT_EQ(copy(inst, memory, 2).code, FaultCode::AddressOutOfRange);
  inst.dst = address::l2Of(0);
  EXPECT_EQ(copy(inst, memory, 1).code, FaultCode::AddressOutOfRange);
}

TEST_F(Tdma, steps_from_tile_to_tile_along_dimension_0) {
  Copy inst;
  inst.src = address::hbm;
  inst.dst = address::l1Of(0);
  inst.shape = {4, 1, 1, 4};
  inst.srcStride = {16, 0, 0, 4};
  inst.dstStride = {int32_t(address::l1Stride), 0, 0, 4};
  inst.srcFormat = inst.dstFormat = Format::Fp32;
  ASSERT_FALSE(copy(inst, memory, 0));
  for (unsigned tile = 0; tile < 4; ++tile)
    EXPECT_EQ(value<uint32_t>(address::l1Of(tile)),
              value<uint32_t>(address::hbm + 16 * tile));
  inst.shape[0] = 5;
  EXPECT_EQ(copy(inst, memory, 0).code, FaultCode::AddressOutOfRange);
}

TEST_F(Tdma, steps_from_tile_to_tile_even_if_all_other_sizes_are_1) {
  Copy inst;
  inst.src = address::hbm;
  inst.dst = address::l1Of(0) + 8;
  inst.shape = {4, 1, 1, 1};
  inst.srcStride = {4, 4, 4, 4};
  inst.dstStride = {int32_t(address::l1Stride), 4, 4, 4};
  inst.srcFormat = inst.dstFormat = Format::Fp32;
  ASSERT_FALSE(copy(inst, memory, 2));
  for (unsigned tile = 0; tile < 4; ++tile)
    EXPECT_EQ(value<uint32_t>(address::l1Of(tile) + 8),
              value<uint32_t>(address::hbm + 4 * tile));
}

TEST_F(Tdma, names_what_is_wrong) {
  Copy good;
  good.src = address::hbm;
  good.dst = address::ownL1;
  good.shape = {1, 1, 4, 4};
  good.srcStride = {0, 0, 16, 4};
  good.dstStride = {0, 0, 16, 4};
  good.srcFormat = good.dstFormat = Format::Fp32;
  auto with = [&](auto change) {
    Copy inst = good;
    change(inst);
    return checkCopy(inst, memory, 0).code;
  };
  constexpr auto outside = FaultCode::AddressOutOfRange;
  EXPECT_EQ(with([](Copy &) {}), FaultCode::None);
  EXPECT_EQ(with([](Copy &i) { i.srcFormat = Format::Int32; }),
            FaultCode::IllegalInstruction);
  EXPECT_EQ(with([](Copy &i) { i.dstFormat = Format::None; }),
            FaultCode::IllegalInstruction);
  EXPECT_EQ(with([](Copy &i) { i.src += 2; }), FaultCode::Misaligned);
  EXPECT_EQ(with([](Copy &i) { i.dstStride[2] = 6; }), FaultCode::Misaligned);
  EXPECT_EQ(with([](Copy &i) { i.dst = 0; }), outside);
  EXPECT_EQ(with([](Copy &i) { i.dst = address::tileRegisters; }), outside);
  EXPECT_EQ(with([](Copy &i) { i.src = ~uint64_t(3); }), outside);
  EXPECT_EQ(with([](Copy &i) { i.srcStride[2] = -16; }), outside);
  EXPECT_EQ(with([](Copy &i) { i.shape = {1, 1, 1, ~0u}; }), outside);
  EXPECT_EQ(with([](Copy &i) { i.shape = {~0u, ~0u, ~0u, ~0u}; }),
            FaultCode::IllegalInstruction);
  EXPECT_EQ(with([](Copy &i) {
              i.multicastCount = 2;
              i.multicastStride = 0;
            }),
            FaultCode::IllegalInstruction);
  // The same four elements 2^34 times over.
  EXPECT_EQ(with([](Copy &i) {
              i.shape = {1, 1u << 16, 1u << 16, 4};
              i.srcStride = i.dstStride = {0, 0, 0, 4};
            }),
            FaultCode::IllegalInstruction);
  EXPECT_EQ(with([](Copy &i) { i.shape[0] = 0, i.dst = 0; }), FaultCode::None);
  const uint64_t end = address::hbm + memory.hbm().size();
  EXPECT_EQ(with([&](Copy &i) { i.src = end - 64; }), FaultCode::None);
  EXPECT_EQ(with([&](Copy &i) { i.src = end - 60; }), outside);
}

} // namespace
