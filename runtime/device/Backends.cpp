// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one list of backends.
#include "isa/support/Failure.h"
#include "runtime/backends/ref/RefBackend.h"
#include "runtime/backends/rtl/RtlBackend.h"
#include "runtime/backends/sim/SimBackend.h"
#include "runtime/cosim/CosimBackend.h"
#include "runtime/device/Backend.h"

namespace alcyone::runtime {

namespace {
struct Row {
  std::string_view name;
  // Null: known, but not in this build.
  std::unique_ptr<Backend> (*create)(const isa::Chip &chip);
};

template <typename T> std::unique_ptr<Backend> create(const isa::Chip &chip) {
  return std::make_unique<T>(chip);
}

constexpr Row backends[] = {
    {"ref", create<RefBackend>},
    {"sim", create<SimBackend>},
    {"rtl", create<RtlBackend>},
    {"cosim", create<cosim::CosimBackend>},
};
} // namespace

std::unique_ptr<Backend> createBackend(std::string_view name,
                                       const isa::Chip &chip) {
  std::string known;
  for (const Row &row : backends) {
    if (row.name == name && row.create)
      return row.create(chip);
    if (row.name == name)
      isa::fail(isa::Category::Unimplemented,
                "backend '" + std::string(name) +
                    "' is not part of this build; use ref or sim");
    if (row.create)
      known += (known.empty() ? "" : ", ") + std::string(row.name);
  }
  isa::fail(isa::Category::BadInput,
            "unknown backend '" + std::string(name) + "'; there are: " + known);
}

} // namespace alcyone::runtime
