// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a reader or writer says when it refuses.
#pragma once

#include "isa/support/Failure.h"

#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace alcyone::tests {

// The message of the failure that the action ends with.
inline std::string refusal(const std::function<void()> &action) {
  try {
    action();
  } catch (const isa::Failure &failure) {
    EXPECT_EQ(failure.category, isa::Category::BadInput);
    return failure.what();
  }
  ADD_FAILURE() << "accepted";
  return "";
}

inline void expectHolds(const std::string &message, std::string_view part) {
  EXPECT_NE(message.find(part), std::string::npos)
      << message << "\n  should hold: " << part;
}

} // namespace alcyone::tests
