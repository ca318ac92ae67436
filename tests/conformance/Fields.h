// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the trials of a field are written:
//
//   FIELD(Matmul, m) {
//     trials.runs(1, 2, 3);
//     trials.faults(FaultCode::IllegalInstruction, 0);
//   }
#pragma once

#include "Trials.h"

#include "isa/support/AddressMap.h"

#define FIELD(record, field) void trials_##record##_##field(Trials &trials)

namespace alcyone::tests {

using isa::FaultCode;

} // namespace alcyone::tests
