// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a vector instruction that breaks a rule report what the semantics do,
// and write nothing?
#include "RandomVector.h"
#include "isa/machine/ControlMemory.h"
#include "isa/numerics/Formats.h"
#include "isa/semantics/Vector.h"
#include "tests/semantics/VectorPrograms.h"

#include <gtest/gtest.h>

namespace alcyone::tests {
namespace {

using namespace isa;
using tests::Words;

class VectorFault : public testing::Test {
protected:
  void compare(const Vector &inst) {
    std::span<const uint32_t> program;
    Memory expected = l1;
    Fault fault = fetchMicroProgram(tcm, inst, program);
    if (!fault)
      fault = vector(inst, expected.data(), expected.size(), program);
    const Outcome run = bench->run(inst, tcm, l1);
    ASSERT_EQ(run.fault.code, fault.code) << print(Instruction(inst)) << "\n"
                                          << text(program);
    ASSERT_EQ(run.fault.value, fault.value) << print(Instruction(inst)) << "\n"
                                            << text(program);
    ASSERT_EQ(l1, expected) << print(Instruction(inst));
  }

  // Four rows in place: two inputs, two outputs.
  static Vector legal() {
    Vector inst = rows(4, 40);
    for (const unsigned s : {0u, 1u, 4u, 5u})
      rowMajor(inst, s, 0x1000 * s);
    inst.program = 0x100;
    inst.setupLength = inst.beforeLength = inst.afterLength = 1;
    inst.bodyLength = 2;
    return inst;
  }

  std::unique_ptr<Bench> bench = makeBench();
  Memory l1 = Memory(chip().l1.bytes, 0x55);
  Memory tcm = Memory(chip().tcp.memoryBytes);
  const Words words =
      assemble({"movhi v1, 0x3f80", "add v2, v1, s0", "mul v3, v2, s1",
                "store o0, v3", "store o1, v2"});
};

TEST_F(VectorFault, is_that_of_the_semantics_for_every_rule) {
  const auto with = [&](auto change) {
    Vector inst = legal();
    change(inst);
    if (inst.program % 4 == 0 && inst.program < tcm.size() - 64)
      load(tcm, inst, words);
    compare(inst);
  };
  const auto l1Bytes = uint32_t(chip().l1.bytes);
  const auto tcmBytes = uint32_t(chip().tcp.memoryBytes);
  with([](Vector &) {});
  with([](Vector &i) { i.program += 2; });
  with([=](Vector &i) { i.program = tcmBytes - 16; });
  with([=](Vector &i) { i.program = tcmBytes; });
  with([=](Vector &i) { i.program = tcmBytes + 4; });
  with([=](Vector &i) { i.program = 0xFFFFFFFC; });
  with([=](Vector &i) { i.program = tcmBytes + 1; });
  for (const unsigned s : {0u, 1u, 4u, 5u}) {
    with([=](Vector &i) { i.format[s] = Format::None; });
    with([=](Vector &i) { i.base[s] += 2; });
    with([=](Vector &i) { i.base[s] = 0xFFFFFFFF; });
    with([=](Vector &i) { i.base[s] = 0xFFFFFFFC; });
    with([=](Vector &i) { i.base[s] = l1Bytes - 4; });
    with([=](Vector &i) { i.base[s] = l1Bytes + 4; });
    with([=](Vector &i) { i.base[s] = l1Bytes - 640; });
    with([=](Vector &i) { i.base[s] = l1Bytes - 636; });
    for (unsigned d = 0; d < 4; ++d) {
      with([=](Vector &i) { i.stride[s * 4 + d] += 2; });
      with([=](Vector &i) { i.stride[s * 4 + d] = INT32_MIN; });
      with([=](Vector &i) { i.stride[s * 4 + d] = INT32_MAX; });
      with([=](Vector &i) { i.stride[s * 4 + d] = -4; });
      with([=](Vector &i) { i.stride[s * 4 + d] = -4, i.base[s] = 0; });
      with([=](Vector &i) {
        i.stride[s * 4 + d] = 3, i.base[s] = l1Bytes, i.base[4] += 1;
      });
    }
  }
  for (unsigned d = 0; d < 4; ++d) {
    with([=](Vector &i) { i.size[d] = 0; });
    with([=](Vector &i) { i.size[d] = 0, i.base[0] = 1; });
    with([=](Vector &i) { i.size[d] = 0, i.format[0] = Format::None; });
    with([=](Vector &i) { i.size[d] = 0xFFFFFFFF; });
    with([=](Vector &i) { i.size = {1u << 20, 1u << 20, 1u << 20, 0}; });
    with(
        [=](Vector &i) { i.size[d] = 0xFFFFFFFF, i.format[4] = Format::None; });
  }
  with([](Vector &i) { i.size = {1u << 16, 1u << 16, 1, 2}, i.stride = {}; });
  with([](Vector &i) { i.setupLength = 4, i.bodyLength = 0; });
  with([](Vector &i) { i.afterLength = 2; });
}

TEST_F(VectorFault, comes_at_once_with_nests_that_need_no_run) {
  Vector inst = rows(1, 16);
  inst.size = {1u << 8, 1u << 8, 1, 16};
  compare(inst);
  inst.setupLength = 1;
  load(tcm, inst, words);
  compare(inst);
}

TEST_F(VectorFault, is_the_first_illegal_word) {
  for (uint64_t seed = 0; seed < 3000 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    Vector inst = legal();
    uint8_t *const lengths[] = {&inst.setupLength, &inst.beforeLength,
                                &inst.bodyLength, &inst.afterLength};
    Words all;
    for (uint8_t *const length : lengths) {
      *length = uint8_t(random.below(12));
      for (unsigned i = 0; i < *length; ++i)
        all.push_back(randomWord(random, length != lengths[0]));
    }
    for (unsigned damaged = random.below(3); damaged-- > 0 && !all.empty();) {
      uint32_t &word = random.pick(all);
      switch (random.below(4)) {
      case 0:
        word = uint32_t(random.next());
        break;
      case 1:
        word = encodeMicro({MicroOp::Store, 0, 1, 0, 0, 0});
        break;
      default:
        word ^= 1u << random.below(32);
      }
    }
    for (unsigned s = 0; s < 6; ++s)
      if (random.oneIn(3))
        inst.format[s] = Format::Bf16;
    load(tcm, inst, all);
    compare(inst);
  }
}

TEST_F(VectorFault, is_that_of_the_semantics_for_any_fields) {
  constexpr uint32_t edges[] = {0,       1,          2,         4,
                                8,       0x7FFF8,    0x80000,   0xFFFFFFFF,
                                0x80000, 0x7FFFFFFC, 0xFFFFFFF8};
  for (uint64_t seed = 0; seed < 3000 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    auto [inst, program] = randomVector(random, {.mostLanes = 20});
    load(tcm, inst, program);
    for (unsigned i = random.below(3); i-- > 0;) {
      const uint32_t value =
          random.oneIn(2) ? random.pick(edges) : uint32_t(random.next());
      if (random.oneIn(3)) {
        random.pick(inst.base) += value;
      } else {
        int32_t &stride = random.pick(inst.stride);
        stride = int32_t(uint32_t(stride) + value);
      }
    }
    if (random.oneIn(10))
      random.pick(inst.format) = Format::None;
    compare(inst);
  }
}

} // namespace
} // namespace alcyone::tests
