// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// See HostileWords.h.
#include "HostileWords.h"

#include "Machine.h"

using namespace alcyone::isa;

namespace alcyone::tests {

uint32_t plausibleWord(std::mt19937_64 &random) {
  const auto rows = tcpInstructions();
  const TcpInstructionInfo &row = rows[random() % rows.size()];
  uint32_t word = row.match | (uint32_t(random()) & ~row.mask);
  if (random() % 64 == 0)
    word ^= 1u << random() % 32;
  return word;
}

uint32_t selfModifyingWord(std::mt19937_64 &random) {
  const auto below = [&random](unsigned limit) {
    return uint32_t(random() % limit);
  };
  const int distance = 4 * (int(below(33)) - 16);
  switch (below(8)) {
  case 0:
  case 1:
  case 2: {
    const char *const stores[] = {"sd", "sd", "sw", "sw", "sw", "sh", "sb"};
    return encode(
        stores[below(7)],
        {.rs1 = 1 + below(7), .rs2 = 8 + below(8), .imm = 2 * distance});
  }
  case 3:
    return encode(
        "bltu",
        {.rs1 = 16 + below(16), .rs2 = 16 + below(16), .imm = distance});
  default:
    return encode(
        below(2) ? "add" : "xor",
        {.rd = 16 + below(16), .rs1 = 8 + below(24), .rs2 = 16 + below(16)});
  }
}

} // namespace alcyone::tests
