// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/l1/OthersAtL1.h"

#include <algorithm>

namespace alcyone::sim {

// Of the vector processor: two streams are read, in the same cycle, and one is
// written.
static constexpr unsigned vectorBytes = 64, streams = 3;
static constexpr uint64_t streamsApart = 4106; // lines: anywhere

// The vector processor reads and writes streams of vectors of 16 FP32, in a
// cycle no more than its ports take. Channels of the DMA take turns, with a
// word each. Both leave a bank in every cycle.
void OtherLines::take(L1Cycle &banks, Cycle now) {
  const auto lines = [this](uint64_t bytes) {
    return std::max(1u, unsigned(bytes / l1.lineBytes()));
  };
  const unsigned vector = lines(vectorBytes),
                 word = lines(chip.tdma.bytesPerCycle),
                 ports = lines(chip.tvp.streamBytesPerCycle);
  left = std::min(l1.count() - 1, ports + word);
  owed += std::min(others.vectors * l1.count(), wholeL1 * ports);
  const unsigned each = vector * wholeL1;
  for (; owed >= (writes ? 1 : 2) * each; writes = !writes) {
    if (writes) {
      takeRun(banks, 2, vectors++, vector);
      owed -= each;
    } else {
      takeRun(banks, 0, vectors, vector);
      takeRun(banks, 1, vectors, vector);
      owed -= 2 * each;
    }
  }
  if (others.channels)
    takeRun(banks, streams + now % others.channels, now / others.channels,
            word);
}

// Of a stream that begins anywhere, run `number`.
void OtherLines::takeRun(L1Cycle &banks, uint64_t stream, uint64_t number,
                         unsigned lines) {
  const uint64_t line = stream * streamsApart + number * lines;
  const unsigned first = l1.bank(line * l1.lineBytes());
  const unsigned taken = std::min(lines, left);
  left -= taken;
  for (unsigned i = 0; i < taken; ++i)
    banks.take((first + i) % l1.count());
}

} // namespace alcyone::sim
