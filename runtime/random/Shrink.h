// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a failing program small: leaves out operations, and repetitions, for as
// long as it still fails. What is left is ordered anew, so that it is free of
// races too.
#pragma once

#include "runtime/random/Program.h"

#include <functional>
#include <string>

namespace alcyone::random {

// True if a program still fails.
using Fails = std::function<bool(const RandomProgram &)>;

// `program` fails; so does what is returned.
RandomProgram shrink(RandomProgram program, const Fails &fails);

// What the program is, and what its tiles do.
std::string report(const RandomProgram &program);

} // namespace alcyone::random
