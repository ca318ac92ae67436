// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the vector processor run programs like the compiler's as isa::vector
// does: softmax, layer norm, GELU, conversions, in place and not?
#include "RandomVector.h"
#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"
#include "tests/semantics/VectorPrograms.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace alcyone::tests {
namespace {

using namespace isa;
using tests::Words;
using Lines = std::initializer_list<const char *>;

class VectorProgram : public testing::Test {
protected:
  void SetUp() override {
    Random random(1);
    l1 = randomMemory(random, chip().l1.bytes);
  }

  void compare(Vector inst, Lines setup, Lines before, Lines body,
               Lines after) {
    Words words;
    for (const Lines &lines : {setup, before, body, after})
      std::ranges::copy(assemble(lines), std::back_inserter(words));
    inst.setupLength = uint8_t(setup.size());
    inst.beforeLength = uint8_t(before.size());
    inst.bodyLength = uint8_t(body.size());
    inst.afterLength = uint8_t(after.size());
    for (const unsigned refused : {0, 30}) {
      Memory expected = l1;
      load(tcm, inst, words);
      ASSERT_EQ(vector(inst, expected.data(), expected.size(), words), Fault{});
      ASSERT_EQ(bench->run(inst, tcm, l1, refused).fault, Fault{});
      ASSERT_TRUE(l1 == expected) << print(Instruction(inst)) << "\n"
                                  << text(words);
    }
  }

  // Rows of stream s, of any format.
  static void place(Vector &inst, unsigned s, uint32_t base, Format format) {
    rowMajor(inst, s, base);
    inst.format[s] = format;
    inst.stride[s * 4 + 3] = int32_t(formatBytes(format));
    inst.stride[s * 4 + 1] = int32_t(inst.size[3] * formatBytes(format));
  }
  // An element for each row.
  static void column(Vector &inst, unsigned s, uint32_t base) {
    inst.format[s] = Format::Fp32;
    inst.base[s] = base;
    inst.stride[s * 4 + 1] = 4;
  }

  std::unique_ptr<Bench> bench = makeBench();
  Memory l1;
  Memory tcm = Memory(chip().tcp.memoryBytes);
};

TEST_F(VectorProgram, computes_a_softmax) {
  for (const uint32_t l : {1u, 15u, 16u, 64u, 100u}) {
    Vector largest = rows(12, l);
    largest.laneReduce = true;
    rowMajor(largest, 0, 0);
    column(largest, 4, 0x10000);
    compare(largest, {"movhi v0, 0xff80", "movhi v1, 0x3e35", "orlo v1, 0x4f3"},
            {"mov v2, v0"}, {"mul v3, s0, v1", "max v2, v3, v2"},
            {"rmax v2, v2", "store o0, v2"});
    Vector powers = rows(12, l);
    rowMajor(powers, 0, 0);
    column(powers, 1, 0x10000);
    rowMajor(powers, 4, 0);
    compare(powers, {"movhi v0, 0x3fb8", "orlo v0, 0xaa3b"}, {},
            {"sub v1, s0, s1", "mul v1, v1, v0", "exp2 v1, v1", "store o0, v1"},
            {});
    Vector sum = rows(12, l);
    sum.laneReduce = true;
    rowMajor(sum, 0, 0);
    column(sum, 4, 0x11000);
    compare(sum, {"movhi v0, 0"}, {"mov v1, v0"}, {"add v1, s0, v1"},
            {"rsum v1, v1", "store o0, v1"});
    Vector quotients = rows(12, l);
    rowMajor(quotients, 0, 0);
    column(quotients, 1, 0x11000);
    place(quotients, 4, 0x20000, Format::Bf16);
    compare(quotients, {}, {}, {"rcp v0, s1", "mul v0, s0, v0", "store o0, v0"},
            {});
  }
}

TEST_F(VectorProgram, computes_a_layer_norm) {
  Vector moments = rows(6, 384);
  moments.laneReduce = true;
  rowMajor(moments, 0, 0);
  column(moments, 4, 0x10000);
  column(moments, 5, 0x10100);
  compare(moments, {"movhi v9, 0x3b2a", "orlo v9, 0xaaab"},
          {"movhi v0, 0", "movhi v1, 0"},
          {"add v0, s0, v0", "fma v1, s0, s0, v1"},
          {"rsum v0, v0", "rsum v1, v1", "mul v0, v0, v9", "mul v1, v1, v9",
           "mul v2, v0, v0", "sub v1, v1, v2", "rsqrt v1, v1", "store o0, v0",
           "store o1, v1"});
  Vector scaled = rows(6, 384);
  rowMajor(scaled, 0, 0);
  column(scaled, 1, 0x10000);
  column(scaled, 2, 0x10100);
  rowMajor(scaled, 3, 0x12000);
  scaled.stride[3 * 4 + 1] = 0;
  rowMajor(scaled, 4, 0); // in place
  compare(scaled, {}, {},
          {"sub v0, s0, s1", "mul v0, v0, s2", "fma v0, v0, s3, s3",
           "store o0, v0"},
          {});
}

TEST_F(VectorProgram, computes_a_gelu) {
  Vector inst = rows(5, 200);
  rowMajor(inst, 0, 0x8004);
  place(inst, 4, 0x40002, Format::Bf16);
  compare(inst,
          {"movhi v0, 0x3d37", "orlo v0, 0x2713", "movhi v1, 0x3f4c",
           "orlo v1, 0x422a", "movhi v2, 0x3f00", "movhi v3, 0x3f80"},
          {},
          {"mul v4, s0, s0", "mul v4, v4, s0", "fma v4, v4, v0, s0",
           "mul v4, v4, v1", "tanh v4, v4", "add v4, v4, v3", "mul v5, s0, v2",
           "mul v4, v4, v5", "store o0, v4"},
          {});
}

TEST_F(VectorProgram, converts_every_format_to_every_other) {
  constexpr Format all[] = {Format::Fp32,  Format::Bf16,  Format::Int8,
                            Format::Uint8, Format::Int32, Format::Int64};
  for (const Format from : all)
    for (const Format to : all)
      for (const unsigned move : {0, 1, 3}) {
        Vector inst = rows(3, 37);
        place(inst, 0, 0x1000 + move * formatBytes(from), from);
        place(inst, 5, 0x2000 + move * formatBytes(to), to);
        compare(inst, {}, {}, {"store o1, s0"}, {});
      }
}

TEST_F(VectorProgram, transposes_and_reverses) {
  Vector inst = rows(24, 24);
  rowMajor(inst, 0, 0x1000);
  rowMajor(inst, 4, 0x3000);
  std::swap(inst.stride[4 * 4 + 1], inst.stride[4 * 4 + 3]);
  compare(inst, {}, {}, {"store o0, s0"}, {});
  std::swap(inst.stride[1], inst.stride[3]);
  compare(inst, {}, {}, {"store o0, s0"}, {});
  inst.base[4] += 24 * 24 * 4 - 4;
  inst.stride[4 * 4 + 1] *= -1, inst.stride[4 * 4 + 3] *= -1;
  compare(inst, {}, {}, {"store o0, s0"}, {});
}

TEST_F(VectorProgram, sees_what_the_vector_before_has_written) {
  Vector inst = rows(1, 640);
  rowMajor(inst, 0, 64);
  rowMajor(inst, 4, 64 + 64);
  compare(inst, {}, {}, {"add v0, s0, s0", "store o0, v0"}, {});
  inst.base[4] = 64 + 4;
  compare(inst, {}, {}, {"add v0, s0, s0", "store o0, v0"}, {});
}

TEST_F(VectorProgram, keeps_what_the_last_of_overlapping_stores_wrote) {
  Vector inst = rows(9, 40);
  rowMajor(inst, 0, 0);
  rowMajor(inst, 4, 0x4000);
  rowMajor(inst, 5, 0x4004);
  inst.stride[5 * 4 + 3] = 0;
  compare(inst, {}, {},
          {"store o0, s0", "tanh v1, s0", "store o1, v1", "exp2 v2, s0",
           "store o0, v2", "store o1, s0"},
          {});
  inst.stride[4 * 4 + 1] = 8;
  compare(inst, {}, {}, {"tanh v1, s0", "store o0, v1"}, {});
}

TEST_F(VectorProgram, stores_in_order_where_a_vector_overwrites_another_one) {
  Vector inst = rows(1, 640);
  rowMajor(inst, 0, 0);
  rowMajor(inst, 4, 0x4000);
  rowMajor(inst, 5, 0x4000 + 64); // where o0 goes next
  compare(inst, {}, {}, {"store o0, s0", "tanh v1, s0", "store o1, v1"}, {});
}

TEST_F(VectorProgram, keeps_registers_between_iterations) {
  Vector inst = rows(20, 33);
  rowMajor(inst, 0, 0);
  rowMajor(inst, 4, 0x4000);
  compare(inst, {"tanh v2, i0"}, {},
          {"add v1, v1, s0", "tanh v1, v1", "add v1, v1, v2", "store o0, v1"},
          {});
  compare(inst, {}, {}, {"add v3, v1, s0", "exp2 v1, s0", "store o0, v3"}, {});
  compare(inst, {}, {}, {"orlo v1, 5", "iadd v1, v1, s0", "store o0, v1"}, {});
}

TEST_F(VectorProgram, accumulates_in_memory_along_a_dimension) {
  Vector inst = rows(30, 16);
  rowMajor(inst, 0, 0);
  rowMajor(inst, 1, 0x4000);
  rowMajor(inst, 4, 0x4000);
  inst.stride[1 * 4 + 1] = inst.stride[4 * 4 + 1] = 0;
  compare(inst, {}, {}, {"add v0, s0, s1", "store o0, v0"}, {});
}

} // namespace
} // namespace alcyone::tests
