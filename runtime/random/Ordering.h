// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a concurrent program of operations in an order: everybody who touches a
// byte after somebody else waits for them, directly or through others, and
// nobody waits without need (but for some edges at random). Waits and signals
// take all the forms there are: in headers, in syncs, by control processors, to
// other tiles, to all tiles, several signals to one semaphore.
//
// Nothing can deadlock: every wait is for something that comes earlier in the
// order, and queues and processors work in that order too.
#pragma once

#include "runtime/random/Program.h"
#include "runtime/random/Random.h"

#include <optional>
#include <vector>

namespace alcyone::random {

// A byte of a descriptor that is something else than it should be.
struct Damage {
  unsigned offset = 0;
  uint8_t byte = 0;
};

// What the control processor of a tile does next.
struct Item {
  enum class Kind : uint8_t { Push, Wait, Signal, Store, Move };
  Kind kind = Kind::Push;
  unsigned queue = 0;
  isa::Instruction instruction = {};
  const Operation *operation = nullptr; // whose instruction it is, or access
  unsigned semaphore = 0, count = 0;    // Wait, Signal
  std::vector<Damage> damage = {};      // Push
};

// By tile. Points into the program that it was made from.
using Schedule = std::vector<std::vector<Item>>;

Schedule order(const RandomProgram &program);

std::string print(const Schedule &schedule);

} // namespace alcyone::random
