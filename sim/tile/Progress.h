// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How far an instruction is whose pace changes while it runs: each time its end
// is planned anew, and of all planned ends the last one counts.
#pragma once

#include "sim/kernel/Server.h"

#include <cmath>

namespace alcyone::sim {

class Progress {
public:
  /// It would take `cycles` in all.
  void begin(Cycle now, Cycle cycles) {
    begun = since = now;
    whole = cycles;
    done = 0;
    ++plan;
  }
  /// All of it would take `cycles` at the pace from now on. False if it ends
  /// now, whatever its pace.
  bool change(Cycle now, Cycle cycles) {
    if (now >= end())
      return false;
    done += double(now - since) / double(whole);
    since = now;
    whole = cycles;
    ++plan;
    return true;
  }
  Cycle end() const {
    return since + Cycle(std::ceil(double(whole) * (1 - done)));
  }
  Cycle took(Cycle now) const { return now - begun; }
  /// The number of the plan that counts.
  uint32_t number() const { return plan; }

private:
  double done = 0; ///< of the whole, at `since`
  Cycle begun = 0, since = 0, whole = 0;
  uint32_t plan = 0;
};

} // namespace alcyone::sim
