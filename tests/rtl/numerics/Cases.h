// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operands of 16 lanes that look for trouble: specials, ties, cancellation,
// overflow and underflow.
#pragma once

#include "tests/numerics/RandomFloats.h"
#include "tests/rtl/numerics/Semantics.h"

#include <cstdio>
#include <string>
#include <string_view>

namespace alcyone::tests {

class Cases {
public:
  const Operands &next() {
    for (size_t i = 0; i < operands.a.size(); ++i) {
      operands.a[i] = random.any();
      operands.b[i] = related(operands.a[i]);
      operands.rd[i] = random.bits();
    }
    operands.imm = uint16_t(random.bits());
    // An addend that cancels with the product or is lost against it.
    const Lanes products = evaluate(isa::MicroOp::Mul, operands);
    for (size_t i = 0; i < operands.c.size(); ++i)
      operands.c[i] = related(products[i]);
    return operands;
  }

private:
  uint32_t related(uint32_t to) {
    return random.below(3) ? random.near(to) : random.any();
  }

  reference::RandomFloats random{seed()};
  Operands operands;
};

// The first lane whose result is not as expected; nothing if there is none.
template <class Results>
std::string difference(std::string_view name, const Operands &operands,
                       const Results &rtl, const Lanes &expected,
                       size_t lanes = 16) {
  for (size_t i = 0; i < lanes; ++i)
    if (rtl[i] != expected[i]) {
      char text[160];
      std::snprintf(text, sizeof(text),
                    " %08x %08x %08x: %08x in RTL, expected %08x; "
                    "ALCYONE_SEED=%llu",
                    operands.a[i], operands.b[i], operands.c[i],
                    uint32_t(rtl[i]), expected[i],
                    static_cast<unsigned long long>(seed()));
      return std::string(name) + text;
    }
  return {};
}

} // namespace alcyone::tests
