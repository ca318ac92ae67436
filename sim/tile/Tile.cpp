// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/Tile.h"

#include "isa/machine/ControlMemory.h"
#include "isa/machine/TileRegisters.h"
#include "sim/cluster/Fabric.h"
#include "sim/cluster/L2.h"
#include "sim/hbm/Hbm.h"
#include "sim/host/CommandProcessor.h"

#include <algorithm>
#include <bit>
#include <string>

namespace alcyone::sim {

Tile::Tile(sc_core::sc_module_name name, Platform &platform, unsigned number,
           DmaEngine &clusterDma, std::span<uint8_t> tcm)
    : sc_module(name), number(number), tcm(tcm),
      semaphores(unsigned(platform.chip.semaphore.count)),
      queues(isa::engineQueues(platform.chip)),
      l1("l1", platform.chip, platform.memory.l1(number)),
      signals("signals", platform, *this), tcp("tcp", platform, *this),
      ttu("ttu", platform, *this), tvp("tvp", platform, *this),
      dma(platform.chip.tdma, platform.fabric->portOfTile(number)),
      platform(platform), engines(isa::queuePorts) {
  engines[isa::ttuQueue] = &ttu;
  engines[isa::tvpQueue] = &tvp;
  const auto addChannels = [&](auto &channels, const std::string &kind,
                               DmaEngine &engine, unsigned firstQueue) {
    for (unsigned channel = 0; channel < engine.numbers.channels; ++channel) {
      channels.push_back(std::make_unique<DmaChannel>(
          (kind + std::to_string(channel)).c_str(), platform, *this, engine,
          firstQueue + channel));
      engines[firstQueue + channel] = channels.back().get();
    }
  };
  addChannels(tdma, "tdma", dma, isa::firstTdmaQueue);
  addChannels(cdma, "cdma", clusterDma, isa::firstCdmaQueue);
}

isa::Fault Tile::push(unsigned queue, uint64_t address, uint64_t pc) {
  isa::QueuedInstruction entry;
  if (isa::Fault fault = isa::fetchDescriptor(
          tcm, address, queue, semaphores, number,
          unsigned(platform.chip.tileCount()), entry.instruction))
    return fault;
  entry.pc = uint32_t(pc);
  queues[queue].push(entry);
  engines[queue]->pushed();
  return {};
}

void Tile::setWaiting(unsigned queue, bool waits) {
  const uint32_t bit = 1u << queue;
  waiting = waits ? waiting | bit : waiting & ~bit;
}

void Tile::semaphoresChanged() {
  for (uint32_t left = waiting; left != 0; left &= left - 1)
    engines[unsigned(std::countr_zero(left))]->retry();
  tcp.semaphoresChanged();
}

void Tile::retired(unsigned queue, Cycle over) {
  quietAt = std::max(quietAt, over);
  tcp.slotFreed(queue);
  if (tcp.halted())
    checkDone();
}

void Tile::checkDone() {
  if (done)
    return;
  for (const isa::EngineQueue &queue : queues)
    if (!queue.empty())
      return;
  done = true;
  platform.commandProcessor->tileDone(number, std::max(tcp.now(), quietAt));
}

void Tile::engineFault(unsigned queue, isa::Fault fault) {
  const isa::QueuedInstruction &entry = queues[queue].front();
  platform.finish({fault, number, queue, isa::header(entry.instruction).tag,
                   tcp.waitingFor().pc},
                  isa::engineFaultReport(number, queue, fault, entry,
                                         platform.request->locations));
}

Cycle Tile::requestCycles(const isa::address::Location &place) const {
  return platform.fabric->requestCycles(platform.fabric->portOfTile(number),
                                        platform.fabric->nodeOf(place));
}

Cycle Tile::sendWord(const isa::address::Location &place, uint64_t bytes,
                     Cycle when) {
  Fabric &fabric = *platform.fabric;
  return fabric
      .fromPort(fabric.portOfTile(number), place, fabric.nodeOf(place),
                {when, when + 1}, bytes)
      .tail;
}

Cycle Tile::serveWord(const isa::address::Location &place, uint64_t bytes,
                      bool isWrite, Cycle arrival) {
  Flight served;
  switch (place.region) {
  case isa::address::Region::Hbm: {
    const Server::Booking booking = platform.hbm->access(
        arrival, arrival, place.offset, bytes,
        platform.hbm->burstBytes(place.offset, bytes), isWrite, 0);
    served = {booking.start, booking.end};
    break;
  }
  case isa::address::Region::L2:
    served = platform.l2[place.unit]->access({arrival, arrival}, bytes, bytes,
                                             isWrite);
    break;
  default: {
    const Cycle latency = platform.chip.l1.latencyCycles;
    served = {arrival + latency,
              platform.tiles[place.unit]->l1.accessByDma(arrival, 1) + latency};
  }
  }
  if (isWrite)
    return served.tail;
  Fabric &fabric = *platform.fabric;
  return fabric
      .toPort(place, fabric.nodeOf(place), fabric.portOfTile(number), served,
              bytes)
      .tail;
}

void Tile::reset() {
  semaphores.reset();
  for (isa::EngineQueue &queue : queues)
    queue.clear();
  l1.reset();
  signals.reset();
  tcp.reset();
  for (EngineUnit *engine : engines)
    if (engine)
      engine->reset();
  dma.reset();
  waiting = 0;
  quietAt = nextGrant = 0;
  done = false;
}

} // namespace alcyone::sim
