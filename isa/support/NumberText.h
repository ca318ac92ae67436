// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers in messages and tables.
#pragma once

#include <cstdint>
#include <string>

namespace alcyone::isa {

// As people write it: "16", "19.67"; with `digits` rounded to so many.
std::string numberText(double value);
std::string numberText(double value, int digits);

// "0x1f4".
std::string hexText(uint64_t value);

} // namespace alcyone::isa
