// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do memories and semaphores keep what they are given, and refuse the rest?
#include "isa/semantics/MemoryMap.h"
#include "isa/semantics/Semaphores.h"
#include "isa/support/Failure.h"

#include <cstdio>
#include <gtest/gtest.h>

using namespace alcyone::isa;

namespace {

class Memories : public testing::Test {
protected:
  Fault faultAt(uint64_t address, uint64_t bytes) {
    Fault fault;
    uint8_t *host = memory.resolve(address, bytes, 1, fault);
    EXPECT_EQ(host == nullptr, bool(fault));
    return fault;
  }

  Chip chip = loadChip("edge");
  MemoryMap memory{chip};
};

TEST_F(Memories, start_as_zero_and_are_distinct) {
  Fault fault;
  uint8_t count = 0;
  for (uint64_t address : {address::l1Of(0), address::l1Of(3), address::l2Of(0),
                           address::l2Of(1), address::hbm}) {
    uint8_t *byte = memory.resolve(address, 1, 0, fault);
    ASSERT_FALSE(fault);
    EXPECT_EQ(*byte, 0);
    *byte = ++count;
  }
  EXPECT_EQ(memory.l1(3)[0], 2);
  EXPECT_EQ(memory.l2(1)[0], 4);
  EXPECT_EQ(memory.hbm()[0], 5);
  EXPECT_EQ(memory.hbm().size(), chip.hbm.bytes);
}

TEST_F(Memories, show_each_tile_its_own_l1_at_the_alias) {
  Fault fault;
  EXPECT_EQ(memory.resolve(address::ownL1 + 5, 1, 1, fault),
            memory.resolve(address::l1Of(1) + 5, 1, 0, fault));
  EXPECT_EQ(memory.locate(address::ownL1 + 5, 1).unit, 1u);
}

TEST_F(Memories, end_where_the_chip_says) {
  const uint64_t l1End = address::l1Of(1) + chip.l1.bytes;
  EXPECT_FALSE(faultAt(l1End - 8, 8));
  EXPECT_EQ(faultAt(l1End - 8, 9),
            (Fault{FaultCode::AddressOutOfRange, l1End}));
  EXPECT_EQ(faultAt(l1End, 1), (Fault{FaultCode::AddressOutOfRange, l1End}));
  EXPECT_TRUE(faultAt(address::l1Of(4), 1));
  EXPECT_TRUE(faultAt(address::l2Of(2), 1));
  EXPECT_TRUE(faultAt(address::hbm + chip.hbm.bytes - 1, 2));
  EXPECT_TRUE(faultAt(address::hbm, ~uint64_t(0)));
  EXPECT_TRUE(faultAt(0, 1)) << "control memory is not for DMAs";
  EXPECT_TRUE(faultAt(address::tileRegisters, 1));
}

TEST_F(Memories, show_a_mapped_file_and_forget_it) {
  std::FILE *file = std::tmpfile();
  for (unsigned i = 0; i < 8192; ++i)
    std::fputc(int(i / 4096 + 1), file);
  std::fflush(file);
  memory.mapFile(8192, fileno(file), 4096, 4096);
  EXPECT_EQ(memory.hbm()[8192], 2);
  EXPECT_EQ(memory.hbm()[8192 + 4095], 2);
  EXPECT_EQ(memory.hbm()[8191], 0);
  memory.hbm()[8192] = 9; // stays out of the file
  std::fseek(file, 4096, SEEK_SET);
  EXPECT_EQ(std::fgetc(file), 2);
  memory.release(8192, 4096);
  EXPECT_EQ(memory.hbm()[8192], 0);
  EXPECT_THROW(memory.mapFile(chip.hbm.bytes, fileno(file), 0, 4096), Failure);
  std::fclose(file);
}

Header waits(uint8_t first, uint8_t amount, uint8_t second,
             uint8_t otherAmount) {
  Header header;
  header.wait0Sem = first, header.wait0Count = amount;
  header.wait1Sem = second, header.wait1Count = otherAmount;
  return header;
}

TEST(Semaphores, are_taken_together_or_not_at_all) {
  SemaphoreFile file(8);
  EXPECT_TRUE(file.tryWait(Header{}));
  EXPECT_FALSE(file.signal(1, 2));
  EXPECT_FALSE(file.tryWait(waits(1, 1, 2, 1)));
  EXPECT_EQ(file.value(1), 2);
  EXPECT_FALSE(file.signal(2, 1));
  EXPECT_TRUE(file.tryWait(waits(1, 1, 2, 1)));
  EXPECT_EQ(file.value(1), 1);
  EXPECT_EQ(file.value(2), 0);
}

TEST(Semaphores, add_two_waits_on_one_semaphore) {
  SemaphoreFile file(8);
  EXPECT_FALSE(file.signal(1, 3));
  EXPECT_FALSE(file.tryWait(waits(1, 2, 1, 2)));
  EXPECT_FALSE(file.signal(1, 1));
  EXPECT_TRUE(file.tryWait(waits(1, 2, 1, 2)));
  EXPECT_EQ(file.value(1), 0);
  EXPECT_FALSE(file.signal(1, 255));
  EXPECT_FALSE(file.tryWait(waits(1, 255, 1, 1)));
}

TEST(Semaphores, report_overflow_and_stay_as_they_were) {
  SemaphoreFile file(8);
  EXPECT_FALSE(file.signal(3, 255));
  EXPECT_EQ(file.signal(3, 1), (Fault{FaultCode::SemaphoreOverflow, 3}));
  EXPECT_EQ(file.value(3), 255);
  EXPECT_TRUE(file.tryWait(3, 255));
  EXPECT_FALSE(file.tryWait(3, 1));
}

TEST(Semaphores, refuse_a_semaphore_that_is_not_there) {
  const SemaphoreFile file(8);
  EXPECT_FALSE(file.check(waits(8, 0, 200, 0)));
  EXPECT_EQ(file.check(waits(0, 1, 8, 1)),
            (Fault{FaultCode::IllegalInstruction, 8}));
}

} // namespace
