// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/random/Clocks.h"

namespace alcyone::random {

Timeline::Timeline(const isa::Chip &chip)
    : schedule(chip.tileCount()), events(chip.tileCount() * agentsPerTile) {
  for (unsigned queue = 0; queue < isa::queuePorts; ++queue)
    if (isa::queueMask(chip) >> queue & 1)
      present.push_back(queue);
}

Clock Timeline::after(unsigned agent, size_t position) const {
  Clock clock = events[agent][position].before;
  clock.learn(agent, position);
  return clock;
}

Clock Timeline::next(unsigned agent) const {
  Clock clock(events.size());
  if (!events[agent].empty())
    clock = after(agent, count(agent) - 1);
  const unsigned own = processor(tileOf(agent));
  if (own != agent && !events[own].empty())
    clock.join(after(own, count(own) - 1));
  return clock;
}

size_t Timeline::add(unsigned agent, Item item, const Clock &known) {
  std::vector<Item> &items = schedule[tileOf(agent)];
  item.queue = queueOf(agent);
  items.push_back(std::move(item));
  Clock before = next(agent);
  before.join(known);
  events[agent].push_back({items.size() - 1, std::move(before)});
  return count(agent) - 1;
}

} // namespace alcyone::random
