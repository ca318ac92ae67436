// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does the DMA refuse what the semantics refuse, with the same fault, and
// without writing anything?
#include "RandomMove.h"
#include "TdmaBench.h"

#include "isa/semantics/Tdma.h"
#include "isa/support/AddressMap.h"

#include <cstring>
#include <gtest/gtest.h>
#include <map>

using namespace alcyone;
using namespace alcyone::isa;
using namespace alcyone::tests;

namespace {

Fault check(const Instruction &instruction, MemoryMap &memory) {
  if (const auto *one = std::get_if<Copy>(&instruction))
    return checkCopy(*one, memory, 0);
  if (const auto *one = std::get_if<Fill>(&instruction))
    return checkFill(*one, memory, 0);
  return checkGather(std::get<Gather>(instruction), memory, 0);
}

TEST(TdmaFault, every_fault_is_the_one_of_the_semantics) {
  static constexpr uint64_t seed = 7;
  TdmaBench bench({.shortest = 3, .longest = 9, .refused = 10}, seed);
  RandomMove random(seed);
  std::map<FaultCode, unsigned> seen;
  for (unsigned i = 0; i < 40'000; ++i) {
    const Instruction instruction = random.spoilt(0);
    if (const auto *one = std::get_if<Gather>(&instruction);
        one && one->shape[0] < 200)
      random.list(*one, bench.memory, bench.memory);
    const Fault expected = check(instruction, bench.memory);
    if (!expected)
      continue; // MoveTest runs those
    if (const auto *one = std::get_if<Gather>(&instruction);
        one && one->shape[0] > 200)
      continue; // long lists of zeros
    ++seen[expected.code];
    const Fault fault = bench.run(instruction);
    ASSERT_EQ(fault.code, expected.code) << print(instruction);
    ASSERT_EQ(fault.value, expected.value) << print(instruction);
    ASSERT_EQ(bench.outside.beatsWritten, 0u) << print(instruction);
  }
  for (const FaultCode code :
       {FaultCode::IllegalInstruction, FaultCode::Misaligned,
        FaultCode::AddressOutOfRange, FaultCode::IndexOutOfRange})
    EXPECT_GT(seen[code], 100u) << faultName(code);
}

TEST(TdmaFault, rows_may_lie_in_several_memories) {
  TdmaBench bench;
  Gather inst;
  inst.src = address::hbm + 64;
  inst.srcStride = {INT32_MIN, 0, 0, 4}; // row 128 is in L2
  inst.dst = address::ownL1 + 256;
  inst.dstStride = {32, 0, 0, 4};
  inst.shape = {3, 1, 1, 8};
  inst.srcFormat = inst.dstFormat = Format::Int32;
  inst.index = address::hbm + 4096;
  inst.indexFormat = Format::Int32;
  inst.indexStride = 4;
  inst.indexLimit = 200;
  const uint32_t rows[] = {0, 128, 0};
  std::memcpy(bench.memory.hbm().data() + 4096, rows, sizeof(rows));
  for (unsigned i = 0; i < 32; ++i) {
    bench.memory.hbm()[64 + i] = uint8_t(i);
    bench.memory.l2(0)[64 + i] = uint8_t(100 + i);
  }
  EXPECT_EQ(bench.run(inst), Fault());
  for (unsigned i = 0; i < 96; ++i)
    EXPECT_EQ(bench.memory.l1(0)[256 + i], i % 32 + (i / 32 == 1 ? 100 : 0));

  bench.memory.hbm()[4096 + 4] = 127; // nothing is there
  const Fault expected = checkGather(inst, bench.memory, 0);
  EXPECT_EQ(expected.code, FaultCode::AddressOutOfRange);
  EXPECT_EQ(bench.run(inst), expected);
}

// More entries than bytes of a packet, and each wider than what is moved.
TEST(TdmaFault, every_entry_of_a_long_list_is_looked_at) {
  constexpr uint32_t rows = 300, limit = 1000;
  for (const uint64_t list : {address::ownL1 + 4096, address::hbm + 4096})
    for (const uint32_t wrong : {31u, 63u, 64u, 100u, 255u, rows - 1}) {
      TdmaBench bench;
      Gather inst;
      inst.src = address::hbm;
      inst.srcStride = {1, 0, 0, 1};
      inst.dst = address::ownL1 + 16384;
      inst.dstStride = {1, 0, 0, 1};
      inst.shape = {rows, 1, 1, 1};
      inst.srcFormat = inst.dstFormat = Format::Int8;
      inst.index = list;
      inst.indexFormat = Format::Int32;
      inst.indexStride = 4;
      inst.indexLimit = limit;
      uint8_t *entries = list < address::hbm ? &bench.memory.l1(0)[4096]
                                             : &bench.memory.hbm()[4096];
      for (uint32_t row = 0; row < rows; ++row) {
        const uint32_t entry = row == wrong ? limit + wrong : limit - 1 - row;
        std::memcpy(entries + 4 * row, &entry, sizeof entry);
      }
      EXPECT_EQ(bench.run(inst), checkGather(inst, bench.memory, 0))
          << "entry " << wrong;
    }
}

TEST(TdmaFault, nothing_to_move_takes_the_start_and_nothing_else) {
  TdmaBench bench;
  Copy inst;
  inst.srcFormat = inst.dstFormat = Format::Int8;
  inst.src = inst.dst = 1; // not looked at
  EXPECT_EQ(bench.run(inst), Fault());
  EXPECT_EQ(bench.doneAt[0], uint64_t(bench.chip.tdma.startCycles));
  EXPECT_FALSE(bench.firstRequest);
}

} // namespace
