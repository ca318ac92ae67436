// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/kernel/Calendar.h"

#include <cstddef>

namespace alcyone::sim {

Server::Booking Calendar::book(Cycle present, Cycle from, uint64_t units) {
  const uint64_t length = Server::ticksFor(units, rate);
  busy += length;
  size_t past = 0;
  while (past < intervals.size() &&
         intervals[past].end <= present * Server::scale)
    ++past;
  intervals.erase(intervals.begin(), intervals.begin() + std::ptrdiff_t(past));

  uint64_t start = from * Server::scale;
  size_t at = 0;
  for (; at < intervals.size() && start + length > intervals[at].start; ++at)
    start = std::max(start, intervals[at].end);
  const uint64_t end = start + length;
  const bool joinsBefore = at > 0 && intervals[at - 1].end == start;
  const bool joinsAfter = at < intervals.size() && intervals[at].start == end;
  if (joinsBefore && joinsAfter) {
    intervals[at - 1].end = intervals[at].end;
    intervals.erase(intervals.begin() + std::ptrdiff_t(at));
  } else if (joinsBefore) {
    intervals[at - 1].end = end;
  } else if (joinsAfter) {
    intervals[at].start = start;
  } else {
    intervals.insert(intervals.begin() + std::ptrdiff_t(at), {start, end});
  }
  return {start / Server::scale, (end + Server::scale - 1) / Server::scale,
          end / Server::scale};
}

void Calendar::block(Cycle start, Cycle end) {
  const uint64_t from = start * Server::scale;
  if (!intervals.empty() && intervals.back().end >= from)
    intervals.back().end = std::max(intervals.back().end, end * Server::scale);
  else
    intervals.push_back({from, end * Server::scale});
}

} // namespace alcyone::sim
