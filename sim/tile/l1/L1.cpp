// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/l1/L1.h"

#include <algorithm>

namespace alcyone::sim {

L1::L1(sc_core::sc_module_name name, const isa::Chip &chip,
       std::span<uint8_t> bytes)
    : sc_module(name), banks(chip), memory(bytes), dma(double(chip.l1.banks)) {}

void L1::vectorsTake(double share) {
  if (share == vectorShare)
    return;
  vectorShare = share;
  tell(Ttu);
}

Cycle L1::accessByDma(Cycle from, uint64_t lines) {
  bytesByDma += lines * banks.lineBytes();
  return dma.book(from, lines).end;
}

void L1::reading(User user, L1Reader &reader,
                 std::span<const L1Range> operands) {
  Reading &reading = readers[user];
  reading.reader = &reader;
  reading.count = unsigned(operands.size());
  std::copy(operands.begin(), operands.end(), reading.operands.begin());
}

void L1::protect(Reading &reading, L1Range range) {
  for (unsigned i = 0; i < reading.count; ++i)
    if (reading.operands[i].overlaps(range)) {
      L1Reader *reader = reading.reader;
      reading.reader = nullptr;
      return reader->readOperands();
    }
}

void L1::reset() {
  vectorShare = 0;
  patients = {};
  dmaUsers = 0;
  dma.reset();
  readers = {};
  bytesByEngines = bytesByDma = 0;
}

} // namespace alcyone::sim
