// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signals and waits of single edges; what Ordering.cpp builds programs of.
#pragma once

#include "runtime/random/Clocks.h"
#include "runtime/random/SemaphorePool.h"

#include <optional>
#include <vector>

namespace alcyone::random {

class Edges {
public:
  Edges(const isa::Chip &chip, Timeline &timeline);

  // A signal that has been given and that somebody must wait for.
  struct Token {
    unsigned semaphore = 0, count = 0;
    Clock known;             // to whoever has waited
    bool isForQueue = false; // its processor may not wait instead
  };

  // Lets `agent`, or something in its queue behind it, signal to `consumer`
  // that the event at `position` is over. Adds to `tokens`; false if no
  // semaphore is free.
  bool signal(unsigned agent, size_t position, unsigned consumer,
              std::vector<Token> &tokens, Random &random);

  // The same for a processor and a queue of its own.
  void signalOfProcessor(unsigned consumer, std::vector<Token> &tokens,
                         Random &random);

  // Events of `consumer` that wait for all but at most `rest` of the tokens.
  void wait(unsigned consumer, std::vector<Token> &tokens, size_t rest,
            Random &random);
  // Adds `item` with waits for these (at most 2) in its header.
  size_t add(unsigned consumer, Item item, const std::vector<Token> &tokens);

  // Brings everybody to the same place: afterwards everything before is over.
  void quiesce();

private:
  void waitOfProcessor(unsigned processor, const Token &token);
  bool canSignal(unsigned agent, size_t position);
  bool trySignal(unsigned agent, size_t position, unsigned consumer,
                 std::vector<Token> &tokens, Random &random);
  void put(unsigned agent, size_t position, unsigned semaphore, unsigned count,
           uint16_t target);
  bool trySignalAll(const SemaphorePool::Use &use, unsigned consumer,
                    std::vector<Token> &tokens, Random &random);
  bool processorMayWait(unsigned tile, unsigned semaphore,
                        const Clock &before) const;

  const isa::Chip &chip;
  Timeline &timeline;
  SemaphorePool pool;
};

} // namespace alcyone::random
