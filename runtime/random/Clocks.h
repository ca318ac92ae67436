// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who knows what is over, by vector clocks (Mattern, Virtual time and global
// states of distributed systems, 1989). An agent is a queue of a tile or its
// control processor; its events follow each other. An event's clock says of
// every agent how many of its events are over before this one starts.
#pragma once

#include "runtime/random/Ordering.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace alcyone::random {

class Clock {
public:
  explicit Clock(size_t agents) : over(agents) {}
  bool knows(unsigned agent, size_t position) const {
    return over[agent] > position;
  }
  void learn(unsigned agent, size_t position) {
    over[agent] = std::max(over[agent], position + 1);
  }
  void join(const Clock &other) {
    for (size_t i = 0; i < over.size(); ++i)
      over[i] = std::max(over[i], other.over[i]);
  }

private:
  std::vector<size_t> over;
};

// The schedule as it grows, and the clock of each event in it.
class Timeline {
public:
  explicit Timeline(const isa::Chip &chip);

  unsigned agents() const { return unsigned(events.size()); }
  unsigned agent(unsigned tile, unsigned queue) const {
    return tile * agentsPerTile + queue;
  }
  unsigned tileOf(unsigned agent) const { return agent / agentsPerTile; }
  unsigned queueOf(unsigned agent) const { return agent % agentsPerTile; }
  // The numbers of the queues that a tile has.
  const std::vector<unsigned> &queues() const { return present; }
  unsigned processor(unsigned tile) const { return agent(tile, tcpAgent); }
  bool isProcessor(unsigned agent) const { return queueOf(agent) == tcpAgent; }

  // What is over before the agent's next event starts. What a queue does comes
  // after what its processor did before the push.
  Clock next(unsigned agent) const;
  // What is over after an event.
  Clock after(unsigned agent, size_t position) const;
  const Clock &before(unsigned agent, size_t position) const {
    return events[agent][position].before;
  }

  // The next event of `agent`; `known` is joined to its clock. Returns its
  // position.
  size_t add(unsigned agent, Item item, const Clock &known);
  size_t add(unsigned agent, Item item) {
    return add(agent, std::move(item), next(agent));
  }

  size_t count(unsigned agent) const { return events[agent].size(); }
  Item &item(unsigned agent, size_t position) {
    return schedule[tileOf(agent)][events[agent][position].item];
  }

  Schedule schedule;

private:
  struct Event {
    size_t item; // in its tile's part of the schedule
    Clock before;
  };
  std::vector<unsigned> present;
  std::vector<std::vector<Event>> events; // by agent
};

} // namespace alcyone::random
