// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A suite of this folder runs on each of these, held against ref: the same end,
// the same report, the same bytes of memory.
#pragma once

#include "Image.h"
#include "isa/support/AddressMap.h"
#include "isa/support/Fault.h"
#include "tests/random/Machines.h"

#include <gtest/gtest.h>

namespace alcyone::tests {

using random::Layout;

/// The part of each memory that trials use, from its start or up to its end.
Layout trialLayout(const isa::Chip &chip, bool atEnd = false);

class OnBackend : public testing::TestWithParam<const char *> {
protected:
  OnBackend();

  /// Runs an image on both. It ends in fault `code`, or well if that is None.
  void expect(Image &image, isa::FaultCode code, const std::string &what);
  void expect(Image &image, isa::FaultCode code, const std::string &what,
              const Layout &layout);
  /// On both, with the same end, report and memory.
  Machines::Outcome runAlike(Image &image, const std::string &what,
                             const Layout &layout);

  const isa::Chip &chip() const { return machines.chip(); }

  Machines machines;
};

/// Where trials leave results, in the own L1.
inline constexpr uint64_t resultsAddress = isa::address::ownL1 + 0x1000;

#define ALCYONE_ON_EVERY_BACKEND(suite)                                        \
  INSTANTIATE_TEST_SUITE_P(                                                    \
      On, suite,                                                               \
      testing::Values("sim_nano", "sim_edge", "rtl_nano", "rtl_tile100"),      \
      [](const auto &info) { return std::string(info.param); })

} // namespace alcyone::tests
