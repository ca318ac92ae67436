// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does vector report what is wrong before it writes anything?
#include "isa/semantics/Vector.h"
#include "tests/semantics/VectorPrograms.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;

namespace {

using Memory = std::vector<uint8_t>;

FaultCode faultOf(const Vector &inst, const Words &words) {
  return checkVector(inst, 4096, words).code;
}

TEST(VectorCheck, names_what_is_wrong) {
  Vector inst = rows(4, 16);
  rowMajor(inst, 0, 0);
  rowMajor(inst, 4, 4096 - 256);
  inst.bodyLength = 1;
  const Words store = assemble({"store o0, s0"});
  EXPECT_EQ(faultOf(inst, store), FaultCode::None);
  EXPECT_EQ(faultOf(inst, {0xFFFFFFFF}), FaultCode::IllegalInstruction);
  EXPECT_EQ(faultOf(inst, assemble({"store o1, s0"})),
            FaultCode::IllegalInstruction);
  inst.base[4] += 4;
  EXPECT_EQ(faultOf(inst, store), FaultCode::AddressOutOfRange);
  inst.base[4] += 1;
  EXPECT_EQ(faultOf(inst, store), FaultCode::Misaligned);
  inst.base[4] = 0;
  inst.stride[1] = -4;
  EXPECT_EQ(faultOf(inst, store), FaultCode::AddressOutOfRange);
  inst.size[1] = 0;
  EXPECT_EQ(faultOf(inst, store), FaultCode::None);
  Vector endless = rows(1, 16);
  rowMajor(endless, 0, 0);
  rowMajor(endless, 4, 0);
  endless.bodyLength = 1;
  endless.stride[0] = endless.stride[4 * 4] = 0;
  endless.size[0] = 1u << 28;
  EXPECT_EQ(faultOf(endless, store), FaultCode::None);
  endless.size[0] += 1;
  EXPECT_EQ(faultOf(endless, store), FaultCode::IllegalInstruction);
  Vector setup = rows(1, 1);
  rowMajor(setup, 4, 0);
  setup.setupLength = 1;
  EXPECT_EQ(faultOf(setup, assemble({"store o0, v0"})),
            FaultCode::IllegalInstruction);
}

TEST(VectorCheck, writes_nothing_when_an_input_is_out_of_range) {
  Vector inst = rows(300, 16);
  rowMajor(inst, 0, 0);
  inst.format[4] = Format::Fp32;
  inst.stride[4 * 4 + 3] = 4;
  inst.bodyLength = 1;
  Memory l1(4096, 0x55);
  EXPECT_EQ(vector(inst, l1.data(), l1.size(), assemble({"store o0, s0"})).code,
            FaultCode::AddressOutOfRange);
  EXPECT_EQ(l1, Memory(4096, 0x55));
}

} // namespace
