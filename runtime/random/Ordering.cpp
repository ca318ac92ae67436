// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/random/Ordering.h"

#include "runtime/random/Edges.h"

#include <algorithm>
#include <sstream>

namespace alcyone::random {

using namespace isa;

namespace {

bool meet(const std::vector<Bytes> &some, const std::vector<Bytes> &others) {
  for (const Bytes &a : some)
    for (const Bytes &b : others)
      if (a.memory == b.memory && a.begin < b.end && b.begin < a.end)
        return true;
  return false;
}

bool conflict(const Operation &a, const Operation &b) {
  return meet(a.writes, b.writes) || meet(a.writes, b.reads) ||
         meet(a.reads, b.writes);
}

class Ordering {
public:
  explicit Ordering(const Chip &chip)
      : chip(chip), timeline(chip), edges(chip, timeline) {}

  void add(const Operation &operation);
  Schedule take() { return std::move(timeline.schedule); }

private:
  struct Done {
    const Operation *operation;
    unsigned agent;
    size_t position;
  };
  void addBarrier(const Operation &operation);
  std::vector<Edges::Token> waitsFor(const Operation &operation, unsigned agent,
                                     Random &random);

  const Chip &chip;
  Timeline timeline;
  Edges edges;
  std::vector<Done> done;
};

// The signals that `operation` has to wait for.
std::vector<Edges::Token> Ordering::waitsFor(const Operation &operation,
                                             unsigned agent, Random &random) {
  const bool reduces = !random.oneIn(4); // edges that others imply are left out
  std::vector<Edges::Token> tokens;
  Clock known = timeline.next(agent);
  for (size_t i = done.size(); i-- > 0;) {
    const Done &earlier = done[i];
    const bool needed = conflict(operation, *earlier.operation) &&
                        !known.knows(earlier.agent, earlier.position);
    const bool wanted = random.oneIn(40);
    if ((!needed && !wanted) || earlier.agent == agent)
      continue;
    if (!edges.signal(earlier.agent, earlier.position, agent, tokens, random)) {
      edges.quiesce();
      known = timeline.next(agent);
    } else if (reduces) {
      known.join(tokens.back().known);
    }
    known.learn(earlier.agent, earlier.position);
  }
  return tokens;
}

void Ordering::addBarrier(const Operation &operation) {
  const Barrier &barrier = std::get<Barrier>(operation.instruction);
  const bool isChip = barrier.scope == Scope::Chip;
  std::vector<unsigned> taking;
  Clock known(timeline.agents());
  for (unsigned tile = 0; tile < chip.tileCount(); ++tile)
    for (unsigned queue : timeline.queues())
      if ((isChip || tile == operation.tile) && barrier.queues >> queue & 1) {
        taking.push_back(timeline.agent(tile, queue));
        known.join(timeline.next(taking.back()));
      }
  for (unsigned agent : taking)
    timeline.add(agent, {.instruction = operation.instruction}, known);
}

void Ordering::add(const Operation &operation) {
  Random random(operation.salt);
  if (operation.kind == Operation::Kind::Barrier)
    return addBarrier(operation);
  if (random.oneIn(60))
    edges.quiesce();
  const unsigned agent = timeline.agent(operation.tile, operation.queue);
  std::vector<Edges::Token> tokens = waitsFor(operation, agent, random);
  if (!timeline.isProcessor(agent) && random.oneIn(12))
    edges.signalOfProcessor(agent, tokens, random);
  Item item{.instruction = operation.instruction, .operation = &operation};
  if (operation.kind == Operation::Kind::Store)
    item.kind = Item::Kind::Store;
  else if (operation.kind == Operation::Kind::Move)
    item.kind = Item::Kind::Move;
  const bool takesNone =
      timeline.isProcessor(agent) || operation.repeat > 1 || random.oneIn(4);
  edges.wait(agent, tokens, takesNone ? 0 : 2, random);
  const size_t position = edges.add(agent, std::move(item), tokens);
  done.push_back({&operation, agent, position});
}

} // namespace

Schedule order(const RandomProgram &program) {
  Ordering ordering(program.layout.chip);
  for (const Operation &operation : program.operations)
    ordering.add(operation);
  return ordering.take();
}

std::string print(const Schedule &schedule) {
  std::ostringstream text;
  for (size_t tile = 0; tile < schedule.size(); ++tile)
    for (const Item &item : schedule[tile]) {
      text << "tile " << tile << ", " << agentName(item.queue) << ": ";
      switch (item.kind) {
      case Item::Kind::Push:
        text << isa::print(item.instruction);
        if (item.operation && item.operation->repeat > 1)
          text << " (" << item.operation->repeat << " times)";
        break;
      case Item::Kind::Wait:
      case Item::Kind::Signal:
        text << (item.kind == Item::Kind::Wait ? "wait for" : "add to")
             << " semaphore " << item.semaphore << ": " << item.count;
        break;
      case Item::Kind::Store:
      case Item::Kind::Move:
        text << "access to 0x" << std::hex << item.operation->to << std::dec;
      }
      text << "\n";
    }
  return text.str();
}

} // namespace alcyone::random
