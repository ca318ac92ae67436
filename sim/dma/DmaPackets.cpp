// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The way of a packet through a channel, step by step, in the time of rtl/tdma.
#include "sim/cluster/Fabric.h"
#include "sim/dma/DmaChannel.h"
#include "sim/tile/Tile.h"

#include <algorithm>

namespace alcyone::sim {

namespace {

// From the grant of a packet's write to its first word at L1 or at the network:
// taken, read out, converted. The next is granted when the last word is taken.
constexpr Cycle writeCycles = 3;
// A packet's place is free before its last word is out: then the next request
// can be there.
constexpr Cycle freeBeforeEnd = 1;

size_t after(size_t place, size_t count) {
  return place + 1 == count ? 0 : place + 1;
}

} // namespace

// The next packet, in a slot.
uint32_t DmaChannel::take() {
  if (freeSlots.empty()) {
    freeSlots.push_back(uint32_t(moving.size()));
    moving.emplace_back();
  }
  const uint32_t slot = freeSlots.back();
  freeSlots.pop_back();
  Moving &next = moving[slot];
  packetizer.next(next.packet);
  next.isList = readsList();
  next.isWhole = false;
  locateNodes(next.packet);
  ++packetsSent;
  if (!next.isList)
    counted.operations += next.packet.dst.bytes * transfer.multicastCount;
  return slot;
}

void DmaChannel::issue() {
  if (isFull()) {
    blocked = true;
    return;
  }
  RingPlace &place = ring[issueAt];
  if (place.freeAt > now())
    return at(place.freeAt, Issue);
  issueFrom(now());
}

// A packet whose place is free then.
void DmaChannel::issueFrom(Cycle from) {
  RingPlace &place = ring[issueAt];
  issueAt = after(issueAt, ring.size());
  ++inRing;
  place.slot = take();
  if (!transfer.isFill)
    return request(place.slot, from);
  readBytes(moving[place.slot]);
  whole(place.slot);
}

void DmaChannel::request(uint32_t slot, Cycle from) {
  Moving &next = moving[slot];
  const PacketSide &src = next.packet.src;
  if (isOwnL1(src.place))
    return requestL1(slot, from);
  const uint64_t every = cyclesBetweenRequests(next.isList);
  const Server::Booking booking =
      engine.bursts.book(from, every * (src.requests - 1) + 1);
  goOn(booking.end + every - 1);
  const Cycle way = platform.fabric->requestCycles(engine.fabricPort, src.node);
  next.flight = {booking.start + way, booking.end - 1 + way};
  at(next.flight.head, AtSource, slot);
}

// Of a channel, to the outside: every other cycle if there are requests for the
// words of L1 too, for channels take turns, or if they are for rows of a
// gather, whose walk is started when that over the row before is over.
uint64_t DmaChannel::cyclesBetweenRequests(bool isList) const {
  return (isGather && !isList) || engine.words.freeAt() > now() ? 2 : 1;
}

// Cycles in which reads of L1 wait at its banks, where writes go first. What
// one channel reads keeps clear of the writes that it has met once; words of
// several take turns, and each meets a write's lines as often as chance will
// have it.
uint64_t DmaEngine::waitForWrites(uint64_t words, const isa::Chip::L1 &l1) {
  if (reading < 2 || writing == 0)
    return 0;
  const uint64_t lines =
      (numbers.bytesPerCycle + l1.bankBytes - 1) / l1.bankBytes;
  const uint64_t inOneCycle = l1.banks * active;
  meetings += words * (2 * lines - 1) * writing;
  const uint64_t waits = meetings / inOneCycle;
  meetings %= inOneCycle;
  return waits;
}

// What L1 answers cannot wait and goes first, so it is asked when there is room
// for it. Words take turns with requests to the outside, and with data from
// there, as nothing is asked while that waits.
void DmaChannel::requestL1(uint32_t slot, Cycle from) {
  Moving &next = moving[slot];
  const PacketSide &src = next.packet.src;
  const Cycle latency = platform.chip.l1.latencyCycles;
  const Cycle answer = std::max(from, engine.words.freeAt()) + latency;
  const bool takesTurns =
      engine.bursts.freeAt() > from || engine.arrivals.freeAt() > answer;
  const Server::Booking booking =
      engine.words.book(from, (takesTurns ? 2 : 1) * src.words);
  engine.arrivals.book(answer, src.words);
  const Cycle read = tile.l1.accessByDma(booking.start, src.lines);
  const Cycle asked = std::max(booking.end, read) +
                      engine.waitForWrites(src.words, platform.chip.l1);
  engine.words.book(booking.end, asked - booking.end);
  goOn(asked);
  if (!next.isList)
    readBytes(next);
  at(asked + latency, Whole, slot);
}

// After a packet's requests. In order, the next waits until this one is done; a
// list, until all of it has been read.
void DmaChannel::goOn(Cycle requestsEnd) {
  if (!packetizer.done()) {
    if (inOrder && !readsList())
      return;
    blocked = isFull();
    if (!blocked)
      at(requestsEnd, Issue);
  } else if (isGather && !parts.isList() && !parts.isLast() && !inOrder) {
    at(requestsEnd + parts.next(), Issue);
    packetizer.begin(parts.part(), inOrder);
  }
}

void DmaChannel::atSource(uint32_t slot) {
  Moving &packet = moving[slot];
  if (!packet.isList)
    readBytes(packet);
  const PacketSide &src = packet.packet.src;
  packet.flight = serve(packet, src, src.place, packet.flight, false);
  at(packet.flight.head, Leaves, slot);
}

// The data is about to leave a memory for the DMA.
void DmaChannel::leaves(uint32_t slot) {
  Moving &packet = moving[slot];
  const PacketSide &src = packet.packet.src;
  packet.flight = platform.fabric->toPort(
      src.place, src.node, engine.fabricPort, packet.flight, src.carried);
  packet.flight = pass(engine.arrivals, packet.flight, src.words, 0);
  at(std::max(now(), packet.flight.tail), Whole, slot);
}

void DmaChannel::whole(uint32_t slot) {
  moving[slot].isWhole = true;
  ask();
  if (!asks || engine.isGranting)
    return;
  // Alone, or after another one's turn, it is next whoever else asks.
  const bool isNext =
      engine.active == 1 || engine.channels[engine.turn] != this;
  if (writerFreeAt() <= now() || isNext)
    return grant();
  engine.isGranting = true;
  at(writerFreeAt(), Grant);
}

// For the writer, if the oldest packet can be written.
void DmaChannel::ask() {
  const bool asked = asks;
  asks = inRing != 0 && moving[ring[writeAt].slot].isWhole;
  engine.asking += size_t(asks) - size_t(asked);
}

// When the writer can be granted.
Cycle DmaChannel::writerFreeAt() const {
  const Cycle end = engine.writer.freeAt();
  return end - std::min(end, writeCycles);
}

// The next channel in turn that asks writes.
void DmaChannel::grant() {
  do
    engine.turn = after(engine.turn, engine.channels.size());
  while (!engine.channels[engine.turn]->asks);
  engine.channels[engine.turn]->write();
  engine.isGranting = engine.asking != 0;
  if (engine.isGranting)
    at(writerFreeAt(), Grant);
}

// The oldest packet goes through the writer, and makes room.
void DmaChannel::write() {
  RingPlace &place = ring[writeAt];
  const uint32_t slot = place.slot;
  const Server::Booking words =
      engine.writer.book(now() + writeCycles, moving[slot].packet.dst.words);
  place.freeAt = words.end - freeBeforeEnd;
  writeAt = after(writeAt, ring.size());
  --inRing;
  ask();
  if (blocked) {
    blocked = false;
    issueFrom(place.freeAt);
  } else if (transfer.isFill && !packetizer.done()) {
    at(writerFreeAt(), Issue);
  }
  send(slot, words);
}

void DmaChannel::send(uint32_t slot, const Server::Booking &words) {
  Moving &packet = moving[slot];
  const PacketSide &dst = packet.packet.dst;
  Flight &flight = packet.flight = {words.start, words.end};
  if (packet.isList)
    return packetDone(slot, words.end);
  if (!targets.empty())
    return multicast(slot);
  if (isOwnL1(dst.place)) {
    writeBytes(packet, 0);
    return packetDone(
        slot, std::max(words.end, tile.l1.accessByDma(words.start, dst.lines)));
  }
  flight = platform.fabric->fromPort(engine.fabricPort, dst.place, dst.node,
                                     flight, dst.carried);
  // Of several requests, the first is there before the last.
  at(flight.head + (flight.tail - flight.head) / dst.requests, AtTarget, slot);
}

void DmaChannel::multicast(uint32_t slot) {
  Moving &packet = moving[slot];
  packet.arrivals.clear();
  packet.arrived = 0;
  packet.acknowledged = 0;
  platform.fabric->multicast(engine.fabricPort, targets, packet.flight,
                             packet.packet.dst.carried,
                             [&](unsigned target, Flight flight) {
                               packet.arrivals.push_back({flight.tail, target});
                             });
  std::sort(packet.arrivals.begin(), packet.arrivals.end());
  at(packet.arrivals.front().when, AtTargets, slot);
}

// The bytes are at a target; returns when its memory's acknowledgement has been
// counted, of which one comes in a cycle.
Cycle DmaChannel::reach(const Moving &packet, unsigned target) {
  writeBytes(packet, target);
  Place place = packet.packet.dst.place;
  unsigned node = packet.packet.dst.node;
  Cycle last = now();
  if (targets.empty()) {
    last = std::max(last, packet.flight.tail);
  } else {
    place.unit = targets[target];
    node = platform.fabric->nodeOfTile(targets[target]);
  }
  const Flight served =
      serve(packet, packet.packet.dst, place, {now(), last}, true);
  if (isOwnL1(place))
    return served.tail;
  Cycle acknowledged =
      served.tail + platform.fabric->requestCycles(engine.fabricPort, node);
  if (acknowledged == engine.acknowledged)
    ++acknowledged;
  engine.acknowledged = std::max(engine.acknowledged, acknowledged);
  return acknowledged + 1;
}

void DmaChannel::atTarget(uint32_t slot) {
  packetDone(slot, reach(moving[slot], 0));
}

void DmaChannel::atTargets(uint32_t slot) {
  Moving &packet = moving[slot];
  const std::vector<Arrival> &arrivals = packet.arrivals;
  for (; packet.arrived < arrivals.size() &&
         arrivals[packet.arrived].when <= now();
       ++packet.arrived)
    packet.acknowledged = std::max(
        packet.acknowledged, reach(packet, arrivals[packet.arrived].target));
  if (packet.arrived < arrivals.size())
    at(arrivals[packet.arrived].when, AtTargets, slot);
  else
    packetDone(slot, packet.acknowledged);
}

// It has brought its bytes to where they belong, which is known `when`.
void DmaChannel::packetDone(uint32_t slot, Cycle when) {
  freeSlots.push_back(slot);
  doneAt = std::max(doneAt, when);
  const bool allDone = freeSlots.size() == moving.size();
  if (!packetizer.done()) {
    if (inOrder && allDone && !readsList())
      at(doneAt + 1, Issue);
    return;
  }
  if (!allDone)
    return;
  if (!isGather || parts.isLast())
    return at(doneAt, AllDone);
  at(doneAt + parts.next(), Issue);
  packetizer.begin(parts.part(), inOrder);
}

} // namespace alcyone::sim
