// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a test once on every SIMD path that the machine has.
#pragma once

#include "isa/numerics/SimdPath.h"
#include "tests/numerics/RandomFloats.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace alcyone::isa {

// Forces the path of its parameter for the time of a test.
class EveryPath : public testing::TestWithParam<SimdPath> {
protected:
  void SetUp() override {
    if (!isSupported(GetParam()))
      GTEST_SKIP() << "this CPU has no " << simdPathName(GetParam());
    forceSimdPath(GetParam());
  }
  void TearDown() override { forceSimdPath(std::nullopt); }

  reference::RandomFloats random{reference::seed()};
};

inline std::string pathOf(const testing::TestParamInfo<SimdPath> &info) {
  return std::string(simdPathName(info.param));
}

} // namespace alcyone::isa

#define ALCYONE_ON_EVERY_PATH(suite)                                           \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      Simd, suite,                                                             \
      testing::Values(SimdPath::Portable, SimdPath::Avx2, SimdPath::Avx512),   \
      pathOf)
