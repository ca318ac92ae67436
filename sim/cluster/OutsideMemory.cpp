// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/cluster/OutsideMemory.h"

#include "isa/support/Failure.h"
#include "sim/cluster/Fabric.h"
#include "sim/cluster/L2.h"
#include "sim/kernel/KernelContext.h"

#include <optional>

namespace alcyone::sim {

using isa::address::Location;
using isa::address::Region;

namespace {

/// Modules of the chip model that need no events, only each other.
struct Modules {
  explicit Modules(const isa::Chip &chip)
      : network("noc", chip, trace), hbm("hbm", chip, trace), l2(chip),
        fabric(chip, network, hbm) {}

  Trace trace; // off
  Network network;
  Hbm hbm;
  L2 l2;
  Fabric fabric;
};

} // namespace

struct OutsideMemory::Parts {
  explicit Parts(const isa::Chip &chip) : chip(chip) {
    const KernelContext::Scope scope(kernel);
    modules.emplace(this->chip);
    port = modules->fabric.portOfTile(0);
  }
  ~Parts() {
    const KernelContext::Scope scope(kernel);
    modules.reset();
  }

  Flight serve(Cycle arrival, const Location &place, uint64_t bytes,
               bool isWrite) {
    if (place.region == Region::L2)
      return modules->l2.access({arrival, arrival}, bytes, bytes, isWrite);
    const Server::Booking booking = modules->hbm.access(
        arrival, arrival, place.offset, bytes,
        modules->hbm.burstBytes(place.offset, bytes), isWrite, 0);
    return {booking.start, booking.end};
  }

  const isa::Chip chip;
  KernelContext kernel; // outlives the modules
  std::optional<Modules> modules;
  unsigned port = 0;
};

OutsideMemory::OutsideMemory(const isa::Chip &chip) {
  if (chip.tileCount() != 1)
    isa::fail(isa::Category::BadConfig,
              "chip " + chip.name + " has " + std::to_string(chip.tileCount()) +
                  " tiles; a tile of one's own needs a chip of one");
  parts = std::make_unique<Parts>(chip);
}

OutsideMemory::~OutsideMemory() = default;

Cycle OutsideMemory::requestCycles(uint64_t address) const {
  const Fabric &fabric = parts->modules->fabric;
  return fabric.requestCycles(parts->port,
                              fabric.nodeOf(isa::address::locate(address)));
}

Flight OutsideMemory::read(Cycle arrival, uint64_t address, uint64_t bytes) {
  return parts->serve(arrival, isa::address::locate(address), bytes, false);
}

Flight OutsideMemory::bring(Flight flight, uint64_t address, uint64_t bytes) {
  const Location place = isa::address::locate(address);
  Fabric &fabric = parts->modules->fabric;
  return fabric.toPort(place, fabric.nodeOf(place), parts->port, flight, bytes);
}

Flight OutsideMemory::send(Flight flight, uint64_t address, uint64_t bytes) {
  const Location place = isa::address::locate(address);
  Fabric &fabric = parts->modules->fabric;
  return fabric.fromPort(parts->port, place, fabric.nodeOf(place), flight,
                         bytes);
}

Cycle OutsideMemory::write(Cycle arrival, uint64_t address, uint64_t bytes) {
  return parts->serve(arrival, isa::address::locate(address), bytes, true).tail;
}

uint64_t OutsideMemory::hbmBytesRead() const {
  uint64_t bytes = 0;
  for (const HbmChannel &channel : parts->modules->hbm.channels)
    bytes += channel.counts().bytesRead;
  return bytes;
}

uint64_t OutsideMemory::hbmBytesWritten() const {
  uint64_t bytes = 0;
  for (const HbmChannel &channel : parts->modules->hbm.channels)
    bytes += channel.counts().bytesWritten;
  return bytes;
}

void OutsideMemory::reset() {
  parts->modules->network.reset();
  parts->modules->hbm.reset();
  parts->modules->l2.reset();
  parts->modules->fabric.reset();
}

} // namespace alcyone::sim
