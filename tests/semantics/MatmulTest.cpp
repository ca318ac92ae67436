// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does matmul give the bits of the tree that the ISA defines, for every shape,
// order, stride and format, on every SIMD path?
#include "isa/semantics/Matmul.h"
#include "tests/numerics/SoftFloat.h"
#include "tests/semantics/EveryPath.h"

#include <cstring>

using namespace alcyone;
using namespace alcyone::isa;

namespace {

constexpr uint64_t l1Bytes = 256 * 1024;
using Memory = std::vector<uint8_t>;

template <class T> T at(const Memory &memory, uint64_t address) {
  T value;
  std::memcpy(&value, memory.data() + address, sizeof(T));
  return value;
}

uint32_t operand(const Memory &l1, uint64_t base, uint64_t stride, Order order,
                 uint64_t row, uint64_t column) {
  if (order == Order::ColumnMajor)
    std::swap(row, column);
  return uint32_t(at<uint16_t>(l1, base + row * stride + 2 * column)) << 16;
}

// One element, as docs/numerics.md says.
uint32_t element(const Matmul &inst, const Memory &l1, unsigned m, unsigned n) {
  uint32_t accumulator =
      inst.accumulate ? at<uint32_t>(l1, inst.c + m * inst.cStride + 4 * n) : 0;
  for (unsigned k = 0; k < inst.k; k += 16) {
    std::array<uint32_t, 16> sums{};
    for (unsigned i = 0; i < 16 && k + i < inst.k; ++i)
      sums[i] = reference::mul(
          operand(l1, inst.a, inst.aStride, inst.aOrder, m, k + i),
          operand(l1, inst.b, inst.bStride, inst.bOrder, k + i, n));
    for (unsigned half = 8; half >= 1; half /= 2)
      for (unsigned i = 0; i < half; ++i)
        sums[i] = reference::add(sums[i], sums[i + half]);
    accumulator = reference::add(accumulator, sums[0]);
  }
  return accumulator;
}

void checkAll(const Matmul &inst, const Memory &before, const Memory &after,
              const std::string &what) {
  Memory expected = before;
  for (unsigned m = 0; m < inst.m; ++m)
    for (unsigned n = 0; n < inst.n; ++n) {
      const uint32_t bits = element(inst, before, m, n);
      if (inst.cFormat == Format::Fp32) {
        std::memcpy(&expected[inst.c + m * inst.cStride + 4 * n], &bits, 4);
        continue;
      }
      const auto narrow = uint16_t(
          reference::isNan(bits) ? 0x7FC0
                                 : (bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
      std::memcpy(&expected[inst.c + m * inst.cStride + 2 * n], &narrow, 2);
    }
  for (uint64_t i = 0; i < before.size(); ++i)
    ASSERT_EQ(after[i], expected[i])
        << "byte " << i << " of " << what << ": " << print(Instruction(inst))
        << ", seed " << reference::seed();
}

class MatmulSemantics : public EveryPath {
protected:
  // Operands one after another, rows further apart than they need to be.
  Matmul instruction(unsigned m, unsigned n, unsigned k) {
    Matmul inst;
    inst.m = uint16_t(m);
    inst.n = uint16_t(n);
    inst.k = uint16_t(k);
    inst.aFormat = inst.bFormat = Format::Bf16;
    inst.aOrder = Order(random.below(2));
    inst.bOrder = Order(random.below(2));
    inst.cFormat = random.below(2) ? Format::Fp32 : Format::Bf16;
    inst.accumulate = inst.cFormat == Format::Fp32 && random.below(2);
    const bool aColumns = inst.aOrder == Order::ColumnMajor;
    const bool bColumns = inst.bOrder == Order::ColumnMajor;
    inst.aStride = 2 * ((aColumns ? m : k) + unsigned(random.below(5)));
    inst.bStride = 2 * ((bColumns ? k : n) + unsigned(random.below(5)));
    inst.cStride = 4 * (n + unsigned(random.below(5)));
    inst.a = 2 * unsigned(random.below(8));
    inst.b = inst.a + inst.aStride * (aColumns ? k : m) +
             2 * unsigned(random.below(8));
    inst.c = (inst.b + inst.bStride * (bColumns ? n : k) + 3) / 4 * 4;
    return inst;
  }

  Memory memory(unsigned kind) {
    Memory l1(l1Bytes);
    for (uint64_t i = 0; i < l1.size(); i += 4) {
      uint32_t bits = kind == 0   ? random.any()
                      : kind == 1 ? random.ordinary()
                                  : small();
      bits = (bits & 0xFFFF0000) |
             (kind == 0 ? random.any() : random.ordinary()) >> 16;
      std::memcpy(&l1[i], &bits, 4);
    }
    return l1;
  }

  // Products around the least normal number.
  uint32_t small() {
    return (random.bits() & 0x807FFFFF) | uint32_t(64 - 6 + random.below(12))
                                              << 23;
  }

  void run(const Matmul &inst, unsigned kind, const std::string &what) {
    const Memory before = memory(kind);
    Memory after = before;
    ASSERT_FALSE(checkMatmul(inst, l1Bytes)) << print(Instruction(inst));
    matmul(inst, after.data());
    checkAll(inst, before, after, what);
    if (HasFatalFailure())
      return;
    Memory staged = before;
    const StagedWrites writes = stageMatmul(inst, staged.data());
    ASSERT_EQ(staged, before) << "staging wrote";
    writes.commit(staged.data());
    ASSERT_EQ(staged, after) << "staging differs";
  }
};

TEST_P(MatmulSemantics, is_right_for_random_shapes_orders_and_values) {
  for (int i = 0; i < 60 && !HasFatalFailure(); ++i) {
    const auto size = [&] {
      return 1 + unsigned(random.below(i < 20 ? 5 : 40));
    };
    const unsigned m = size(), n = size(), k = size();
    run(instruction(m, n, k), unsigned(i % 3), "random shape");
  }
}

TEST_P(MatmulSemantics, is_right_where_tiles_are_full) {
  for (unsigned i = 0; i < 12 && !HasFatalFailure(); ++i)
    run(instruction(16 + i, 32, 48), i % 3, "full tiles");
}

TEST_P(MatmulSemantics, is_right_for_more_rows_than_a_block) {
  run(instruction(300, 3, 20), 1, "many rows");
}

TEST_P(MatmulSemantics, makes_no_difference_between_fused_and_separate) {
  // a * b overflows on its own, but not together with the other product.
  Matmul inst = instruction(16, 16, 16);
  inst.aOrder = inst.bOrder = Order::RowMajor;
  inst.accumulate = false;
  inst.cFormat = Format::Fp32;
  inst.a = 0, inst.aStride = 32, inst.b = 1024, inst.bStride = 32;
  inst.c = 2048, inst.cStride = 64;
  Memory before(l1Bytes);
  const uint16_t big = 0x7F00, two = 0x4000, minusTwo = 0xC000; // 2^127, 2, -2
  for (unsigned m = 0; m < 16; ++m) {
    std::memcpy(&before[m * 32], &big, 2);
    std::memcpy(&before[m * 32 + 16], &big, 2);
  }
  for (unsigned n = 0; n < 16; ++n) {
    std::memcpy(&before[1024 + 2 * n], &two, 2);
    std::memcpy(&before[1024 + 8 * 32 + 2 * n], &minusTwo, 2);
  }
  Memory after = before;
  matmul(inst, after.data());
  EXPECT_EQ(at<uint32_t>(after, inst.c), reference::canonicalNan);
  checkAll(inst, before, after, "overflowing products");
}

ALCYONE_ON_EVERY_PATH(MatmulSemantics);

Matmul legal() {
  Matmul inst;
  inst.a = 0, inst.b = 512, inst.c = 1024;
  inst.m = inst.n = inst.k = 4;
  inst.aStride = inst.bStride = 8, inst.cStride = 16;
  inst.aFormat = inst.bFormat = Format::Bf16;
  inst.cFormat = Format::Fp32;
  return inst;
}

FaultCode faultOf(const Matmul &inst) { return checkMatmul(inst, 2048).code; }

TEST(MatmulCheck, names_what_is_wrong) {
  EXPECT_EQ(faultOf(legal()), FaultCode::None);
  auto with = [](auto change) {
    Matmul inst = legal();
    change(inst);
    return faultOf(inst);
  };
  constexpr auto illegal = FaultCode::IllegalInstruction;
  EXPECT_EQ(with([](Matmul &i) { i.m = 0; }), illegal);
  EXPECT_EQ(with([](Matmul &i) { i.k = 0; }), illegal);
  EXPECT_EQ(with([](Matmul &i) { i.aFormat = Format::Fp32; }), illegal);
  EXPECT_EQ(with([](Matmul &i) { i.cFormat = Format::Int8; }), illegal);
  EXPECT_EQ(with([](Matmul &i) { i.cStride = 12; }), illegal);
  EXPECT_EQ(with([](Matmul &i) {
              i.cFormat = Format::Bf16;
              i.accumulate = true;
            }),
            illegal);
  EXPECT_EQ(with([](Matmul &i) { i.a = 1; }), FaultCode::Misaligned);
  EXPECT_EQ(with([](Matmul &i) { i.bStride = 9; }), FaultCode::Misaligned);
  EXPECT_EQ(with([](Matmul &i) { i.c = 1026; }), FaultCode::Misaligned);
  EXPECT_EQ(with([](Matmul &i) { i.c = 2048 - 60; }),
            FaultCode::AddressOutOfRange);
  EXPECT_EQ(with([](Matmul &i) { i.a = 0xFFFFFFF0; }),
            FaultCode::AddressOutOfRange);
  EXPECT_EQ(with([](Matmul &i) {
              i.a = 1536;
              i.aStride = 0xFFFFFFF0;
            }),
            FaultCode::AddressOutOfRange);
  EXPECT_EQ(with([](Matmul &i) { i.c = 2048 - 64; }), FaultCode::None);
}

TEST(MatmulCheck, lets_no_byte_from_first_to_last_of_c_be_an_operands) {
  // A is bytes 0 to 31, B bytes 512 to 543.
  const auto at = [](uint32_t c, uint32_t stride, uint16_t rows) {
    Matmul inst = legal();
    inst.m = rows, inst.aStride = 32 / rows;
    inst.c = c, inst.cStride = stride;
    return faultOf(inst);
  };
  constexpr auto illegal = FaultCode::IllegalInstruction;
  EXPECT_EQ(at(28, 16, 4), illegal);
  EXPECT_EQ(at(32, 16, 4), FaultCode::None);
  EXPECT_EQ(at(512 - 64, 16, 4), FaultCode::None);
  EXPECT_EQ(at(512 - 60, 16, 4), illegal);
  EXPECT_EQ(at(540, 16, 4), illegal);
  EXPECT_EQ(at(544, 16, 4), FaultCode::None);
  // B lies between the rows of C.
  EXPECT_EQ(at(480, 128, 2), illegal);
  EXPECT_EQ(at(480, 128, 1), FaultCode::None);
}

TEST(MatmulCheck, calls_an_overlap_illegal_before_it_looks_at_addresses) {
  Matmul inst = legal();
  inst.a = inst.c = 0xFFFFFFF1;
  EXPECT_EQ(checkMatmul(inst, 2048),
            (Fault{FaultCode::IllegalInstruction, uint64_t(Matmul::opcode)}));
  // The last bytes of 32-bit addresses do not meet the first ones.
  inst = legal();
  inst.c = 0xFFFFFFF0;
  EXPECT_EQ(faultOf(inst), FaultCode::AddressOutOfRange);
}

TEST(MatmulOutput, is_one_range_where_rows_touch) {
  Matmul inst = legal();
  EXPECT_EQ(outputRanges(inst), (std::vector<ByteRange>{{1024, 64}}));
  inst.cStride = 20;
  EXPECT_EQ(
      outputRanges(inst),
      (std::vector<ByteRange>{{1024, 16}, {1044, 16}, {1064, 16}, {1084, 16}}));
}

} // namespace
