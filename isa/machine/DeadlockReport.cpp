// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The report of a deadlock. Waiters are nodes: the queues and the TCP of every
// tile. A node points to those that could let it go on; a cycle among them is
// the reason, and a node that points nowhere waits for what nobody will do.
#include "isa/machine/Reports.h"
#include "isa/machine/SignalTargets.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace alcyone::isa {
namespace {

constexpr unsigned listedAtMost = 64;

struct Need {
  unsigned semaphore, count;
};

// One thing that could let a waiter go on: `node`, by doing `how`.
struct Edge {
  unsigned node;
  std::string how;
};

struct Waiter {
  std::string what; // "tile 0, TTU: ... waits for ..."; empty: not stuck
  std::vector<Edge> edges;
  std::vector<std::string> hopeless; // what nobody will ever do
};

class Analysis {
public:
  Analysis(std::span<const TileSnapshot> tiles, const Barriers &barriers,
           std::span<const std::string> locations)
      : tiles(tiles), barriers(barriers), locations(locations) {
    for (unsigned tile = 0; tile < tiles.size(); ++tile)
      nodesPerTile =
          std::max(nodesPerTile, unsigned(tiles[tile].queues.size()) + 1);
    waiters.resize(tiles.size() * nodesPerTile);
    for (unsigned tile = 0; tile < tiles.size(); ++tile) {
      analyseTcp(tile);
      for (unsigned queue = 0; queue < tiles[tile].queues.size(); ++queue)
        if (!tiles[tile].queues[queue].empty())
          analyseQueue(tile, queue);
    }
  }

  std::string report() const;
  // Every waiter but those of `told`, with its reasons; "" if there is none.
  std::string list(const char *title,
                   std::span<const unsigned> told = {}) const;

private:
  unsigned queueNode(unsigned tile, unsigned queue) const {
    return tile * nodesPerTile + 1 + queue;
  }
  unsigned tcpNode(unsigned tile) const { return tile * nodesPerTile; }
  std::string name(unsigned node) const {
    const unsigned tile = node / nodesPerTile, local = node % nodesPerTile;
    return "tile " + std::to_string(tile) + ", " +
           (local == 0 ? "TCP" : queueName(local - 1));
  }
  std::string at(const Instruction &instruction) const {
    const std::string place = locationOf(header(instruction).tag, locations);
    return place.empty() ? "" : " (from " + place + ")";
  }

  void analyseTcp(unsigned tile);
  void analyseQueue(unsigned tile, unsigned queue);
  void waitForBarrier(unsigned tile, unsigned queue, const Barrier &barrier);
  void waitForSemaphores(unsigned node, std::span<const Need> needs);
  void addSignallers(Waiter &waiter, unsigned tile, unsigned semaphore);
  bool addTcps(Waiter &waiter, unsigned tile, const std::string &how);
  std::vector<unsigned> findCycle() const;
  bool visit(unsigned node, std::vector<uint8_t> &state,
             std::vector<unsigned> &path) const;

  std::span<const TileSnapshot> tiles;
  const Barriers &barriers;
  std::span<const std::string> locations;
  unsigned nodesPerTile = 1;
  std::vector<Waiter> waiters;
};

void Analysis::addSignallers(Waiter &waiter, unsigned tile,
                             unsigned semaphore) {
  const std::string which = "semaphore " + std::to_string(semaphore) +
                            " of tile " + std::to_string(tile);
  const size_t before = waiter.edges.size();
  for (unsigned from = 0; from < tiles.size(); ++from)
    for (unsigned queue = 0; queue < tiles[from].queues.size(); ++queue) {
      const EngineQueue &entries = tiles[from].queues[queue];
      for (unsigned i = 0; i < entries.size(); ++i) {
        const Instruction &instruction = entries.at(i).instruction;
        if (!signals(instruction, from, tile, unsigned(tiles.size()),
                     semaphore))
          continue;
        const unsigned node = queueNode(from, queue);
        waiter.edges.push_back(
            {node, which + " would be signalled by " + name(node) + ", " +
                       (i == 0 ? "head" : "place " + std::to_string(i)) +
                       " of its queue: " + std::string(info(instruction).name) +
                       at(instruction)});
        break; // the first one of a queue says enough
      }
    }
  if (waiter.edges.size() == before &&
      !addTcps(waiter, tile,
               which +
                   " is signalled by nothing queued; to be signalled by ")) {
    waiter.hopeless.push_back("no one signals " + which);
  }
}

// Edges to control processors that may still act: the tile's own, or if that
// has halted all others. False if all have halted.
bool Analysis::addTcps(Waiter &waiter, unsigned tile, const std::string &how) {
  const auto add = [&](unsigned t) {
    const bool acts = tiles[t].tcp.kind != TcpWait::Kind::Halted;
    if (acts)
      waiter.edges.push_back({tcpNode(t), how + name(tcpNode(t))});
    return acts;
  };
  if (add(tile))
    return true;
  bool any = false;
  for (unsigned t = 0; t < tiles.size(); ++t)
    any |= add(t);
  return any;
}

void Analysis::waitForSemaphores(unsigned node, std::span<const Need> needs) {
  const unsigned tile = node / nodesPerTile;
  Waiter &waiter = waiters[node];
  const char *separator = " waits for ";
  for (const Need &need : needs) {
    if (need.count == 0)
      continue;
    const unsigned present = tiles[tile].semaphores[need.semaphore];
    waiter.what += separator + ("semaphore " + std::to_string(need.semaphore)) +
                   " (has " + std::to_string(present) + ", needs " +
                   std::to_string(need.count) + ")";
    separator = " and ";
    if (present < need.count)
      addSignallers(waiter, tile, need.semaphore);
  }
}

void Analysis::analyseTcp(unsigned tile) {
  const TcpWait &tcp = tiles[tile].tcp;
  const unsigned node = tcpNode(tile);
  Waiter &waiter = waiters[node];
  char pc[32];
  std::snprintf(pc, sizeof pc, ": at pc 0x%llx", (unsigned long long)tcp.pc);
  switch (tcp.kind) {
  case TcpWait::Kind::Halted:
    return;
  case TcpWait::Kind::Semaphore: {
    waiter.what = name(node) + pc;
    const Need need{tcp.semaphore, tcp.count};
    waitForSemaphores(node, {&need, 1});
    return;
  }
  case TcpWait::Kind::QueueFull: {
    const unsigned full = queueNode(tile, tcp.queue);
    waiter.what =
        name(node) + pc + " waits for a free slot of " + queueName(tcp.queue);
    waiter.edges.push_back({full, "a slot would be freed by " + name(full)});
    return;
  }
  case TcpWait::Kind::Other:
    waiter.what = name(node) + pc + " is running";
    return;
  }
}

void Analysis::waitForBarrier(unsigned tile, unsigned queue,
                              const Barrier &barrier) {
  Waiter &waiter = waiters[queueNode(tile, queue)];
  const std::string which = "barrier " + std::to_string(barrier.id);
  waiter.what += " waits in " + which;
  for (QueueRef absent : barriers.missing({tile, queue}, barrier)) {
    const unsigned node = queueNode(absent.tile, absent.queue);
    const std::string how = which + " is still to be reached by " + name(node);
    if (!tiles[absent.tile].queues[absent.queue].empty())
      waiter.edges.push_back({node, how});
    else if (tiles[absent.tile].tcp.kind != TcpWait::Kind::Halted)
      waiter.edges.push_back(
          {tcpNode(absent.tile),
           how + ", to be pushed there by " + name(tcpNode(absent.tile))});
    else
      waiter.hopeless.push_back(name(node) + " never reaches " + which +
                                ": its queue is empty and its TCP has halted");
  }
}

void Analysis::analyseQueue(unsigned tile, unsigned queue) {
  const Instruction &head = tiles[tile].queues[queue].front().instruction;
  const unsigned node = queueNode(tile, queue);
  waiters[node].what = name(node) + ": " + print(head) + at(head);
  if (const Barrier *barrier = std::get_if<Barrier>(&head))
    if (barriers.waiting({tile, queue}))
      return waitForBarrier(tile, queue, *barrier);
  const Header &h = header(head);
  std::array<Need, 2> needs{
      {{h.wait0Sem, h.wait0Count}, {h.wait1Sem, h.wait1Count}}};
  if (needs[0].count && needs[1].count &&
      needs[0].semaphore == needs[1].semaphore) {
    needs[0].count += needs[1].count; // both are taken from the same one
    needs[1].count = 0;
  }
  waitForSemaphores(node, needs);
}

// Depth first; state 0 new, 1 on the path, 2 done. Leaves the cycle in path.
bool Analysis::visit(unsigned node, std::vector<uint8_t> &state,
                     std::vector<unsigned> &path) const {
  state[node] = 1;
  path.push_back(node);
  for (const Edge &edge : waiters[node].edges) {
    if (state[edge.node] == 1) {
      path.erase(path.begin(), std::find(path.begin(), path.end(), edge.node));
      return true;
    }
    if (state[edge.node] == 0 && visit(edge.node, state, path))
      return true;
  }
  state[node] = 2;
  path.pop_back();
  return false;
}

std::vector<unsigned> Analysis::findCycle() const {
  std::vector<uint8_t> state(waiters.size(), 0);
  std::vector<unsigned> path;
  for (unsigned node = 0; node < waiters.size(); ++node)
    if (state[node] == 0 && visit(node, state, path))
      return path;
  return {};
}

std::string Analysis::report() const {
  std::string text = "deadlock: nothing on the device can make progress";
  const std::vector<unsigned> cycle = findCycle();
  if (!cycle.empty())
    text += "\ncycle of waiters:";
  for (size_t i = 0; i < cycle.size(); ++i) {
    const unsigned next = cycle[(i + 1) % cycle.size()];
    text += "\n  " + waiters[cycle[i]].what;
    for (const Edge &edge : waiters[cycle[i]].edges)
      if (edge.node == next) {
        text += "\n    " + edge.how;
        break;
      }
  }
  return text + list(cycle.empty() ? "stuck" : "also stuck", cycle);
}

std::string Analysis::list(const char *title,
                           std::span<const unsigned> told) const {
  std::string text;
  unsigned stuck = 0;
  for (unsigned node = 0; node < waiters.size(); ++node) {
    const bool isTold = std::find(told.begin(), told.end(), node) != told.end();
    if (waiters[node].what.empty() || isTold || ++stuck > listedAtMost)
      continue;
    text += "\n  " + waiters[node].what;
    for (const std::string &reason : waiters[node].hopeless)
      text += "\n    " + reason;
  }
  if (stuck > listedAtMost)
    text += "\n  and " + std::to_string(stuck - listedAtMost) + " more";
  return text.empty() ? text : std::string("\n") + title + ":" + text;
}

} // namespace

std::string deadlockReport(std::span<const TileSnapshot> tiles,
                           const Barriers &barriers,
                           std::span<const std::string> locations) {
  return Analysis(tiles, barriers, locations).report();
}

std::string unfinishedReport(std::span<const TileSnapshot> tiles,
                             const Barriers &barriers,
                             std::span<const std::string> locations) {
  return Analysis(tiles, barriers, locations).list("not done");
}

} // namespace alcyone::isa
