// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a failing program small: leaves out operations, and repetitions, for as
// long as it still fails. What is left is ordered anew, so that it is free of
// races too.
#pragma once

#include "Image.h"
#include "Machines.h"

#include <string>

namespace alcyone::tests {

// `program` fails on `machines`; so does what is returned.
RandomProgram shrink(Machines &machines, RandomProgram program);

// What the program is, what its tiles do, and how it fails.
std::string report(Machines &machines, const RandomProgram &program);

} // namespace alcyone::tests
