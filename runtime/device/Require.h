// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tools on top of the API: what it answers, or a Failure.
#pragma once

#include "runtime/api/Status.h"

#include <utility>

namespace alcyone::runtime {

/// Throws isa::Failure, of the category of its code, unless `status` is ok.
void require(const Status &status);

/// What is in `result`. Throws as require() does.
template <typename T> T take(Result<T> result) {
  require(result.status());
  return std::move(*result);
}

} // namespace alcyone::runtime
