// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names a part of a program of a seed, so that what shrinking has left can be
// made again: numbers of operations as "3,7x1,12", where x1 is an operation
// that is pushed once and no longer in a loop, or "none".
#pragma once

#include "runtime/random/Program.h"

#include <string>
#include <string_view>

namespace alcyone::random {

// `rest` came from `whole`.
std::string selection(const RandomProgram &rest, const RandomProgram &whole);

// Throws Failure(BadInput) for what names no operation, or not in their order.
RandomProgram select(const RandomProgram &whole, std::string_view selection);

} // namespace alcyone::random
