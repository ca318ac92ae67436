// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The special functions written from docs/numerics.md, one value at a time, on
// the generated tables.
#pragma once

#include <cstdint>

namespace alcyone::reference {

uint32_t exp2(uint32_t x);
uint32_t log2(uint32_t x);
uint32_t rcp(uint32_t x);
uint32_t rsqrt(uint32_t x);
uint32_t tanh(uint32_t x);

} // namespace alcyone::reference
