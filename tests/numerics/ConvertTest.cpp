// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are the formats' table and the conversions what the manual says, on every
// SIMD path?
#include "isa/numerics/Convert.h"
#include "isa/numerics/Formats.h"
#include "isa/numerics/SimdPath.h"
#include "tests/numerics/RandomFloats.h"
#include "tests/numerics/ReferenceMicro.h"

#include <gtest/gtest.h>
#include <vector>

using namespace alcyone;
using namespace alcyone::isa;

namespace {

TEST(Formats, are_in_the_order_of_their_encodings) {
  for (unsigned i = 0; i < formats().size(); ++i) {
    EXPECT_EQ(unsigned(formats()[i].format), i);
    EXPECT_EQ(formatNamed(formats()[i].name), formats()[i].format);
  }
  EXPECT_EQ(formatBytes(Format::Bf16), 2u);
  EXPECT_EQ(formatNamed("fp128"), Format::None);
}

TEST(Convert, narrows_every_bf16_to_itself_and_flushes_subnormals) {
  for (uint32_t x = 0; x < 0x10000; ++x) {
    const auto bf16 = uint16_t(x);
    const uint32_t wide = fp32FromBf16(bf16);
    const bool isNan = (bf16 & 0x7FFF) > 0x7F80;
    const bool isSubnormal = !(bf16 & 0x7F80);
    EXPECT_EQ(bf16FromFp32(wide), isNan         ? 0x7FC0
                                  : isSubnormal ? bf16 & 0x8000
                                                : bf16);
  }
}

TEST(Convert, agrees_with_the_reference_on_every_path_at_every_length) {
  reference::RandomFloats random(reference::seed());
  for (SimdPath path : {SimdPath::Portable, SimdPath::Avx2, SimdPath::Avx512}) {
    if (!isSupported(path))
      continue;
    forceSimdPath(path);
    for (unsigned count = 0; count < 70; ++count) {
      std::vector<uint32_t> wide(count), back(count + 1, 0xAAAAAAAA);
      std::vector<uint16_t> narrow(count + 1, 0xAAAA);
      for (uint32_t &x : wide)
        x = random.any();
      bf16FromFp32(wide.data(), narrow.data(), count);
      fp32FromBf16(narrow.data(), back.data(), count);
      for (unsigned i = 0; i < count; ++i) {
        const uint32_t expected =
            reference::evaluate(MicroOp::Tobf16, wide[i], 0, 0, 0, 0);
        ASSERT_EQ(uint32_t(narrow[i]) << 16, expected)
            << std::hex << wide[i] << " " << simdPathName(path);
        ASSERT_EQ(narrow[i], bf16FromFp32(wide[i]));
        ASSERT_EQ(back[i], expected);
      }
      EXPECT_EQ(narrow[count], 0xAAAA) << "written beyond the end";
      EXPECT_EQ(back[count], 0xAAAAAAAA) << "written beyond the end";
    }
  }
  forceSimdPath(std::nullopt);
}

} // namespace
