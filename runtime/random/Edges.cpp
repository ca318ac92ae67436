// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/random/Edges.h"

namespace alcyone::random {

using namespace isa;

Edges::Edges(const Chip &chip, Timeline &timeline)
    : chip(chip), timeline(timeline),
      pool(unsigned(chip.tileCount()), unsigned(chip.semaphore.count)) {}

bool Edges::canSignal(unsigned agent, size_t position) {
  const Item &item = timeline.item(agent, position);
  if (item.kind != Item::Kind::Push ||
      (item.operation && item.operation->repeat > 1))
    return false;
  const Header &h = header(item.instruction);
  return !h.signal0Count || !h.signal1Count;
}

void Edges::put(unsigned agent, size_t position, unsigned semaphore,
                unsigned count, uint16_t target) {
  Header &h = header(timeline.item(agent, position).instruction);
  if (!h.signal0Count) {
    h.signal0Sem = uint8_t(semaphore);
    h.signal0Count = uint8_t(count);
    h.signal0Target = target;
  } else {
    h.signal1Sem = uint8_t(semaphore);
    h.signal1Count = uint8_t(count);
    h.signal1Target = target;
  }
}

// Whether the last use is over for the processor too, which then may be the one
// that waits.
bool Edges::processorMayWait(unsigned tile, unsigned semaphore,
                             const Clock &before) const {
  const Clock own = timeline.next(timeline.processor(tile));
  return pool.isOver(tile, semaphore, before) &&
         pool.isOver(tile, semaphore, own);
}

// In the other tiles somebody waits for it, or nobody ever does.
bool Edges::trySignalAll(const SemaphorePool::Use &use, unsigned consumer,
                         std::vector<Token> &tokens, Random &random) {
  std::vector<SemaphorePool::Waiter> waiters;
  const unsigned own = timeline.tileOf(consumer);
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile) {
    const unsigned queue = random.pick(timeline.queues());
    const unsigned waiter =
        tile == own ? consumer : timeline.agent(tile, queue);
    waiters.push_back({waiter, timeline.next(waiter)});
  }
  const auto semaphore = pool.findForAll(waiters, use, random);
  if (!semaphore)
    return false;
  const Clock known = timeline.after(use.producer, use.position);
  const bool isForQueue = !processorMayWait(own, *semaphore, *use.before);
  put(use.producer, use.position, *semaphore, use.count, targetAll);
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile) {
    pool.signalled(tile, *semaphore, use);
    if (tile == own)
      continue;
    if (random.oneIn(3))
      pool.lost(tile, *semaphore);
    else
      add(waiters[tile].agent, {.instruction = Sync{}},
          {{*semaphore, use.count, known}});
  }
  tokens.push_back({*semaphore, use.count, known, isForQueue});
  return true;
}

bool Edges::trySignal(unsigned agent, size_t position, unsigned consumer,
                      std::vector<Token> &tokens, Random &random) {
  const unsigned tile = timeline.tileOf(consumer);
  const Clock before = timeline.before(agent, position);
  const Clock known = timeline.after(agent, position);
  SemaphorePool::Use use{agent, position, &before, 1 + random.below(3)};
  if (random.oneIn(20))
    use.count = 1 + random.below(200);
  if (random.oneIn(8) && trySignalAll(use, consumer, tokens, random))
    return true;
  const bool isOwn = timeline.tileOf(agent) == tile;
  const uint16_t target = isOwn && random.oneIn(2) ? targetOwn : uint16_t(tile);
  if (!tokens.empty() && random.oneIn(3) &&
      pool.join(tile, tokens.back().semaphore, use)) {
    tokens.back().count += use.count;
    tokens.back().known.join(known);
    put(agent, position, tokens.back().semaphore, use.count, target);
    return true;
  }
  const auto semaphore =
      pool.find(tile, {consumer, timeline.next(consumer)}, use, random);
  if (!semaphore)
    return false;
  const bool isForQueue = !processorMayWait(tile, *semaphore, before);
  put(agent, position, *semaphore, use.count, target);
  pool.signalled(tile, *semaphore, use);
  tokens.push_back({*semaphore, use.count, known, isForQueue});
  return true;
}

bool Edges::signal(unsigned agent, size_t position, unsigned consumer,
                   std::vector<Token> &tokens, Random &random) {
  if (timeline.isProcessor(agent)) { // what it pushes comes after
    agent =
        timeline.agent(timeline.tileOf(agent), random.pick(timeline.queues()));
    position = timeline.add(agent, {.instruction = Sync{}});
  } else if (random.oneIn(3)) {
    position += random.below(timeline.count(agent) - position);
  }
  if (canSignal(agent, position) &&
      trySignal(agent, position, consumer, tokens, random))
    return true;
  position = timeline.add(agent, {.instruction = Sync{}});
  return trySignal(agent, position, consumer, tokens, random);
}

void Edges::signalOfProcessor(unsigned consumer, std::vector<Token> &tokens,
                              Random &random) {
  const unsigned tile = timeline.tileOf(consumer);
  const unsigned processor = timeline.processor(tile);
  const Clock before = timeline.next(processor);
  SemaphorePool::Use use{processor, timeline.count(processor), &before, 1};
  const auto semaphore =
      pool.find(tile, {consumer, timeline.next(consumer)}, use, random);
  if (!semaphore)
    return;
  Item item{.kind = Item::Kind::Signal};
  item.semaphore = *semaphore;
  item.count = use.count;
  const bool isForQueue = !processorMayWait(tile, *semaphore, before);
  const size_t at = timeline.add(processor, item);
  pool.signalled(tile, *semaphore, use);
  tokens.push_back(
      {*semaphore, use.count, timeline.after(processor, at), isForQueue});
}

void Edges::waitOfProcessor(unsigned processor, const Token &token) {
  Item item{.kind = Item::Kind::Wait};
  item.semaphore = token.semaphore;
  item.count = token.count;
  const size_t at = timeline.add(processor, item, token.known);
  pool.taken(timeline.tileOf(processor), token.semaphore, processor, at);
}

size_t Edges::add(unsigned consumer, Item item,
                  const std::vector<Token> &tokens) {
  Clock known = timeline.next(consumer);
  Header &h = header(item.instruction);
  for (size_t i = 0; i < tokens.size(); ++i) {
    (i ? h.wait1Sem : h.wait0Sem) = uint8_t(tokens[i].semaphore);
    (i ? h.wait1Count : h.wait0Count) = uint8_t(tokens[i].count);
    known.join(tokens[i].known);
  }
  const size_t at = timeline.add(consumer, std::move(item), known);
  for (const Token &token : tokens)
    pool.taken(timeline.tileOf(consumer), token.semaphore, consumer, at);
  return at;
}

void Edges::wait(unsigned consumer, std::vector<Token> &tokens, size_t rest,
                 Random &random) {
  while (tokens.size() > rest) {
    std::vector<Token> some{std::move(tokens.back())};
    tokens.pop_back();
    if (timeline.isProcessor(consumer) ||
        (!some[0].isForQueue && random.oneIn(4))) {
      waitOfProcessor(timeline.processor(timeline.tileOf(consumer)), some[0]);
      continue;
    }
    if (tokens.size() > rest && random.oneIn(2)) {
      some.push_back(std::move(tokens.back()));
      tokens.pop_back();
    }
    add(consumer, {.instruction = Sync{}}, some);
  }
}

void Edges::quiesce() {
  Barrier barrier;
  barrier.queues = isa::queueMask(chip);
  barrier.scope = Scope::Chip;
  barrier.id = 3; // Generator.cpp uses the others
  Clock known(timeline.agents());
  for (unsigned agent = 0; agent < timeline.agents(); ++agent)
    known.join(timeline.next(agent));
  Clock over = known;
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile)
    for (unsigned queue : timeline.queues()) {
      const unsigned agent = timeline.agent(tile, queue);
      const size_t at = timeline.add(agent, {.instruction = barrier}, known);
      over.learn(agent, at);
      if (queue == 0)
        put(agent, at, reservedSemaphore, 1, targetOwn);
    }
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile) {
    const unsigned processor = timeline.processor(tile);
    Item item{.kind = Item::Kind::Wait};
    item.semaphore = reservedSemaphore;
    item.count = 1;
    timeline.add(processor, item, over);
    while (const auto lost = pool.findLost(tile))
      waitOfProcessor(processor, {lost->first, lost->second, over});
  }
}

} // namespace alcyone::random
