// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the register tables agree with the address map and with themselves?
#include "isa/generated/Registers.h"
#include "isa/support/AddressMap.h"

#include <gtest/gtest.h>

using namespace alcyone::isa;

TEST(Registers, of_a_tile_fill_their_place_in_the_address_map) {
  EXPECT_EQ(tileRegisterBlockBytes, address::tileRegistersBytes);
}

TEST(Registers, are_found_by_their_offset) {
  for (const RegisterInfo &info : tileRegisters)
    for (unsigned i = 0; i < info.count; ++i) {
      auto found = tileRegisterAt(info.offset + 8 * i);
      ASSERT_TRUE(found) << info.name;
      EXPECT_EQ(uint64_t(found->which), info.offset);
      EXPECT_EQ(found->index, i);
      EXPECT_EQ(registerOffset(found->which, i), info.offset + 8 * i);
    }
}

TEST(Registers, do_not_lie_between_others) {
  EXPECT_FALSE(tileRegisterAt(0x004));
  EXPECT_FALSE(tileRegisterAt(0x038));
  EXPECT_FALSE(tileRegisterAt(0xFFF8));
  EXPECT_FALSE(tileRegisterAt(uint64_t(1) << 40));
  EXPECT_FALSE(hostRegisterAt(0x800));
}
