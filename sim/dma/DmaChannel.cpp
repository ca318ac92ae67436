// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/dma/DmaChannel.h"

#include "isa/numerics/Formats.h"
#include "isa/support/Failure.h"
#include "sim/cluster/Fabric.h"
#include "sim/dma/Overlap.h"
#include "sim/noc/Network.h"
#include "sim/tile/Tile.h"

#include <algorithm>

namespace alcyone::sim {

using isa::address::Region;

DmaChannel::DmaChannel(sc_core::sc_module_name name, Platform &platform,
                       Tile &tile, DmaEngine &engine, unsigned queue)
    : EngineUnit(name, platform, tile, queue), engine(engine),
      packetizer(platform.chip, engine.numbers, platform.memory, tile.number),
      moving(engine.numbers.outstandingPackets) {
  for (Moving &slot : moving) {
    slot.packet.pieces.reserve(Packetizer::mostPieces);
    slot.bytes.reserve(engine.numbers.packetBytes);
  }
  reset();
}

isa::Fault DmaChannel::prepare(const isa::Instruction &instruction) {
  return std::visit(
      [this](const auto &inst) -> isa::Fault {
        if constexpr (requires {
                        isa::prepare(inst, platform.memory, 0u, transfer);
                      })
          return isa::prepare(inst, platform.memory, tile.number, transfer);
        else
          isa::fail(isa::Category::ModelBug, "not an instruction of a DMA");
      },
      instruction);
}

isa::Fault DmaChannel::begin(const isa::Instruction &instruction) {
  if (isa::Fault fault = prepare(instruction))
    return fault;
  tag = headTag();
  const Cycle first = now() + engine.numbers.startCycles;
  if (transfer.isEmpty()) {
    at(first, End);
    return {};
  }
  const Place src = platform.memory.locate(transfer.src, tile.number);
  const Place dst = platform.memory.locate(transfer.dst, tile.number);
  targets.clear();
  if (transfer.multicastCount > 1)
    for (unsigned i = 0; i < transfer.multicastCount; ++i)
      targets.push_back(unsigned(dst.unit) + i * transfer.multicastStride);
  movesAtEnd = orderMatters(transfer, tile.number);
  usesOwnL1 = isOwnL1(dst) || (!transfer.isFill && isOwnL1(src));
  if (const auto *gather = std::get_if<isa::Gather>(&instruction))
    beginList(*gather);
  if (usesOwnL1)
    tile.l1.dmaStarts();
  engine.starts(now());
  packetizer.begin(readsList ? list : transfer);
  blocked = false;
  at(first, Issue);
  return {};
}

bool DmaChannel::isOwnL1(const Place &place) const {
  return place.region == Region::L1 && place.unit == engine.fabricPort;
}

// What a gather reads before its rows: packets that go nowhere.
void DmaChannel::beginList(const isa::Gather &inst) {
  list = isa::Transfer();
  list.src = inst.index;
  list.srcFormat = inst.indexFormat;
  list.shape = {1, 1, 1, inst.shape[0]};
  list.srcStride = {0, 0, 0, inst.indexStride};
  readsList = true;
  usesOwnL1 |= isOwnL1(platform.memory.locate(list.src, tile.number));
}

void DmaChannel::ownAction(uint32_t action, uint32_t slot) {
  platform.network->carryFor(tag);
  switch (action) {
  case Issue:
    return issue();
  case AtSource:
    return atSource(slot);
  case Leaves:
    return leaves(slot);
  case Relay:
    return relay(slot);
  case AtTarget:
    return atTarget(slot);
  case AtTargets:
    return atTargets(slot);
  case Done:
    return packetDone(slot);
  case End:
    return finish();
  }
}

void DmaChannel::locateNodes(Packet &packet) const {
  for (PacketSide *side : {&packet.src, &packet.dst})
    if (side->place.region != Region::None && !isOwnL1(side->place))
      side->node = platform.fabric->nodeOf(side->place);
}

void DmaChannel::issue() {
  if (freeSlots.empty()) {
    blocked = true;
    return;
  }
  const uint32_t slot = freeSlots.back();
  freeSlots.pop_back();
  Moving &next = moving[slot];
  packetizer.next(next.packet);
  ++packetsSent;
  counted.operations += next.packet.dst.bytes * transfer.multicastCount;
  locateNodes(next.packet);
  const PacketSide &src = next.packet.src;
  const Server::Booking booking = engine.port.book(
      now(), std::max(src.engineCycles, next.packet.dst.engineCycles));
  if (!packetizer.done())
    at(booking.end, Issue);

  if (src.place.region == Region::None || isOwnL1(src.place)) {
    next.flight = {booking.start, booking.end};
    if (src.lines != 0) {
      const Cycle latency = platform.chip.l1.latencyCycles;
      const Cycle read = tile.l1.accessByDma(booking.start, src.lines);
      next.flight = {booking.start + latency,
                     std::max(booking.end, read) + latency};
    }
    if (!readsList)
      readBytes(next);
    return leaves(slot);
  }
  at(booking.start +
         platform.fabric->requestCycles(engine.fabricPort, src.node),
     AtSource, slot);
}

void DmaChannel::atSource(uint32_t slot) {
  Moving &packet = moving[slot];
  if (!readsList)
    readBytes(packet);
  packet.flight =
      serve(packet.packet, packet.packet.src, packet.packet.src.place, false);
  at(packet.flight.head, Leaves, slot);
}

// The data is at the DMA, or about to leave a memory elsewhere for it.
void DmaChannel::leaves(uint32_t slot) {
  Moving &packet = moving[slot];
  const PacketSide &src = packet.packet.src, &dst = packet.packet.dst;
  if (src.place.region != Region::None && !isOwnL1(src.place))
    packet.flight = platform.fabric->toPort(
        src.place, src.node, engine.fabricPort, packet.flight, src.bytes);
  if (dst.place.region == Region::None)
    return at(std::max(now(), packet.flight.tail), Done, slot);
  if (targets.empty() && isOwnL1(dst.place))
    return arriveAtOwnL1(slot, packet.flight);
  at(std::max(now(), packet.flight.head), Relay, slot);
}

void DmaChannel::arriveAtOwnL1(uint32_t slot, Flight flight) {
  const Cycle written =
      tile.l1.accessByDma(flight.head, moving[slot].packet.dst.lines);
  at(std::max(flight.tail, written) + platform.chip.l1.latencyCycles, AtTarget,
     slot);
}

void DmaChannel::relay(uint32_t slot) {
  Moving &packet = moving[slot];
  const PacketSide &dst = packet.packet.dst;
  if (targets.empty()) {
    packet.flight = platform.fabric->fromPort(
        engine.fabricPort, dst.place, dst.node, packet.flight, dst.bytes);
    return at(packet.flight.tail, AtTarget, slot);
  }
  packet.arrivals.clear();
  packet.arrived = 0;
  packet.acknowledged = 0;
  platform.fabric->multicast(engine.fabricPort, targets, packet.flight,
                             dst.bytes, [&](unsigned target, Flight flight) {
                               packet.arrivals.push_back({flight.tail, target});
                             });
  std::sort(packet.arrivals.begin(), packet.arrivals.end());
  at(packet.arrivals.front().when, AtTargets, slot);
}

// The bytes are at a target; returns when its memory's acknowledgement is here.
Cycle DmaChannel::reach(const Moving &packet, unsigned target) {
  writeBytes(packet, target);
  Place place = packet.packet.dst.place;
  unsigned node = packet.packet.dst.node;
  if (!targets.empty()) {
    place.unit = targets[target];
    node = platform.fabric->nodeOfTile(targets[target]);
  }
  const Flight served = serve(packet.packet, packet.packet.dst, place, true);
  return served.tail +
         (isOwnL1(place)
              ? 0
              : platform.fabric->requestCycles(engine.fabricPort, node));
}

void DmaChannel::atTarget(uint32_t slot) {
  const Moving &packet = moving[slot];
  if (!isOwnL1(packet.packet.dst.place))
    return at(reach(packet, 0), Done, slot);
  writeBytes(packet, 0); // arriveAtOwnL1 has served it
  packetDone(slot);
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
    at(packet.acknowledged, Done, slot);
}

void DmaChannel::packetDone(uint32_t slot) {
  freeSlots.push_back(slot);
  if (blocked) {
    blocked = false;
    return issue();
  }
  if (!packetizer.done() || freeSlots.size() != moving.size())
    return;
  if (!readsList)
    return end();
  readsList = false;
  packetizer.begin(transfer);
  issue();
}

void DmaChannel::end() {
  if (movesAtEnd)
    moveAll();
  if (usesOwnL1)
    tile.l1.dmaStops();
  engine.stops(now());
  finish();
}

std::string DmaChannel::sizeText(const isa::Instruction &instruction) const {
  if (std::holds_alternative<isa::Sync>(instruction) ||
      std::holds_alternative<isa::Barrier>(instruction))
    return {};
  std::string text;
  for (uint32_t size : transfer.shape)
    text += (text.empty() ? "" : "x") + std::to_string(size);
  if (transfer.multicastCount > 1)
    text += " to " + std::to_string(transfer.multicastCount) + " tiles";
  return text;
}

void DmaChannel::reset() {
  EngineUnit::reset();
  freeSlots.clear();
  for (uint32_t slot = uint32_t(moving.size()); slot-- > 0;)
    freeSlots.push_back(slot);
  blocked = movesAtEnd = usesOwnL1 = readsList = false;
  packetsSent = 0;
}

} // namespace alcyone::sim
