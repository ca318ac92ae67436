// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See SimdPath.h.
#include "isa/numerics/SimdPath.h"

#include "isa/support/Failure.h"

#include <atomic>
#include <cstdlib>
#include <string>

namespace alcyone::isa {

static constexpr SimdPath paths[] = {SimdPath::Avx512, SimdPath::Avx2,
                                     SimdPath::Portable};
static constexpr int notChosen = -1;
static std::atomic<int> chosen = notChosen;

bool isSupported(SimdPath path) {
  bool hasAvx2 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  switch (path) {
  case SimdPath::Portable:
    return true;
  case SimdPath::Avx2:
    return hasAvx2;
  case SimdPath::Avx512:
    return hasAvx2 && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512cd");
  }
  return false;
}

std::string_view simdPathName(SimdPath path) {
  switch (path) {
  case SimdPath::Portable:
    return "portable";
  case SimdPath::Avx2:
    return "avx2";
  case SimdPath::Avx512:
    return "avx512";
  }
  return "";
}

static SimdPath choose() {
  const char *wanted = std::getenv("ALCYONE_SIMD");
  for (SimdPath path : paths)
    if (isSupported(path) && (!wanted || simdPathName(path) == wanted))
      return path;
  fail(Category::BadInput,
       std::string("ALCYONE_SIMD=") + wanted +
           ": not a SIMD path of this CPU (portable, avx2 or avx512)");
}

SimdPath simdPath() {
  int path = chosen.load(std::memory_order_relaxed);
  if (path == notChosen) {
    path = int(choose());
    chosen.store(path, std::memory_order_relaxed);
  }
  return SimdPath(path);
}

void forceSimdPath(std::optional<SimdPath> path) {
  chosen.store(path ? int(*path) : notChosen, std::memory_order_relaxed);
}

} // namespace alcyone::isa
