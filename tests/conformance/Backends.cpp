// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Backends.h"

namespace alcyone::tests {

using namespace isa;

Layout trialLayout(const Chip &chip, bool atEnd) {
  Layout layout(chip);
  layout.bytes = 32 * 1024;
  if (atEnd) {
    layout.l1Base = chip.l1.bytes - layout.bytes;
    layout.l2Base = chip.l2.bytes - layout.bytes;
    layout.hbmBase = chip.hbm.bytes - layout.bytes;
  }
  return layout;
}

OnBackend::OnBackend()
    : machines(loadChip(std::string_view(GetParam()).substr(4)),
               std::string(GetParam(), 3)) {}

Machines::Outcome OnBackend::runAlike(Image &image, const std::string &what,
                                      const Layout &layout) {
  const Machines::Outcome outcome = machines.run(image.bytes(), layout, 1);
  EXPECT_EQ(outcome.ref.message, outcome.other.message) << what;
  EXPECT_EQ(outcome.ref.end, outcome.other.end) << what;
  EXPECT_EQ(outcome.difference, "") << what;
  return outcome;
}

void OnBackend::expect(Image &image, FaultCode code, const std::string &what) {
  expect(image, code, what, trialLayout(chip()));
}

void OnBackend::expect(Image &image, FaultCode code, const std::string &what,
                       const Layout &layout) {
  const Machines::Outcome outcome = runAlike(image, what, layout);
  const bool faults = code != FaultCode::None;
  EXPECT_EQ(outcome.ref.end, faults ? LaunchEnd::Faulted : LaunchEnd::Done)
      << what << "\n"
      << outcome.ref.message;
  if (faults) {
    EXPECT_NE(outcome.ref.message.find(faultName(code)), std::string::npos)
        << what << "\nis not '" << faultName(code) << "':\n"
        << outcome.ref.message;
  }
}

} // namespace alcyone::tests
