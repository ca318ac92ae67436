// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does every micro-instruction give the reference's bits on every SIMD path?
#include "isa/numerics/FloatEnvironment.h"
#include "isa/semantics/VectorKernel.h"
#include "tests/numerics/ReferenceMicro.h"
#include "tests/semantics/EveryPath.h"

using namespace alcyone;
using namespace alcyone::isa;

namespace {

constexpr unsigned lanes = 16 * 3;
using Register = std::array<uint32_t, lanes>;

class MicroOps : public EveryPath {
protected:
  void fill(Register &a, Register &b, Register &c) {
    for (unsigned i = 0; i < lanes; ++i) {
      a[i] = random.any();
      b[i] = random.below(2) ? random.any() : random.near(a[i]);
      c[i] = random.below(2) ? random.any() : random.near(b[i]);
    }
  }

  Register run(MicroOp op, const Register &a, const Register &b,
               const Register &c, Register rd, uint16_t imm) {
    LaneLoop *loop = laneLoop(op);
    FloatEnvironment environment;
    loop(rd.data(), a.data(), b.data(), c.data(), imm, lanes);
    return rd;
  }
};

uint32_t expected(const MicroInfo &info, const Register &a, const Register &b,
                  const Register &c, const Register &rd, uint16_t imm,
                  unsigned i) {
  if (!info.isCrossLane)
    return reference::evaluate(info.op, a[i], b[i], c[i], rd[i], imm);
  std::array<uint32_t, 16> vector;
  std::copy_n(a.begin() + i / 16 * 16, 16, vector.begin());
  return reference::evaluateCrossLane(info.op, vector);
}

TEST_P(MicroOps, give_the_bits_of_the_reference) {
  constexpr int rounds = 300;
  for (const MicroInfo &info : microInstructions()) {
    if (info.isStore())
      continue;
    for (int round = 0; round < rounds; ++round) {
      Register a, b, c, rd;
      fill(a, b, c);
      if (info.isCrossLane && round % 2)
        for (uint32_t &x : a)
          x = random.ordinary();
      for (uint32_t &x : rd)
        x = random.bits();
      const auto imm = uint16_t(random.bits());
      const Register result = run(info.op, a, b, c, rd, imm);
      for (unsigned i = 0; i < lanes; ++i)
        ASSERT_EQ(result[i], expected(info, a, b, c, rd, imm, i))
            << info.name << std::hex << " of " << a[i] << ", " << b[i] << ", "
            << c[i] << " in lane " << i << ", seed " << reference::seed();
    }
  }
}

// The arguments where ranges and segments of the tables meet.
TEST_P(MicroOps, special_functions_agree_at_all_exponents_and_segments) {
  for (MicroOp op : {MicroOp::Exp2, MicroOp::Log2, MicroOp::Rcp, MicroOp::Rsqrt,
                     MicroOp::Tanh})
    for (uint32_t top = 0; top < 0x10000; top += 16) {
      Register x;
      for (unsigned i = 0; i < lanes; ++i)
        x[i] = ((top + i / 3) << 16) + i % 3 - 1;
      const Register result = run(op, x, x, x, x, 0);
      for (unsigned i = 0; i < lanes; ++i)
        ASSERT_EQ(result[i], reference::evaluate(op, x[i], 0, 0, 0, 0))
            << findMicro(uint8_t(op))->name << std::hex << " of " << x[i];
    }
}

TEST_P(MicroOps, may_write_their_own_source) {
  Register a, b, c;
  fill(a, b, c);
  Register sum = a;
  {
    FloatEnvironment environment;
    laneLoop(MicroOp::Add)(sum.data(), sum.data(), sum.data(), nullptr, 0,
                           lanes);
  }
  for (unsigned i = 0; i < lanes; ++i)
    EXPECT_EQ(sum[i], reference::evaluate(MicroOp::Add, a[i], a[i], 0, 0, 0));
}

ALCYONE_ON_EVERY_PATH(MicroOps);

} // namespace
