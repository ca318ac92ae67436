// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which SIMD instructions the semantics use. Every path gives the same bits;
// the choice is made once from the CPU, or from the environment variable
// ALCYONE_SIMD (portable, avx2, avx512), or by a test.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace alcyone::isa {

enum class SimdPath : uint8_t { Portable, Avx2, Avx512 };

bool isSupported(SimdPath path);
std::string_view simdPathName(SimdPath path);

// The path in use. An ALCYONE_SIMD that names no path or one that this CPU
// lacks is a Failure (BadInput).
SimdPath simdPath();

// Makes every thread use `path` from now on; nothing = choose again.
void forceSimdPath(std::optional<SimdPath> path);

} // namespace alcyone::isa
