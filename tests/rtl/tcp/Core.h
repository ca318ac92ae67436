// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The Verilated control processor with its memory. A cycle is: set inputs,
// settle, look at outputs, edge.
#pragma once

#include "Valc_tcp_bench.h"
#include "isa/support/Fault.h"
#include "rtl/Model.h"

#include <cstdint>
#include <span>

namespace alcyone::tests {

class Core {
public:
  Core();

  /// The ports; inputs count from settle on.
  Valc_tcp_bench &ports() { return model; }
  void settle();
  void edge();

  std::span<uint8_t> memory();
  /// What faulted, none if nothing did.
  isa::Fault fault() const;

private:
  rtl::Model<Valc_tcp_bench> model;
};

} // namespace alcyone::tests
