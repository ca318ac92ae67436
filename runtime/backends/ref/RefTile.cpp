// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a control processor finds outside its control memory.
#include "runtime/backends/ref/RefTile.h"

#include "isa/machine/ControlMemory.h"
#include "isa/machine/TileRegisters.h"
#include "isa/support/AddressMap.h"

#include <cstring>

namespace alcyone::runtime {

using namespace isa;
using Kind = TcpBus::Reply::Kind;

RefTile::RefTile(const Chip &chip, unsigned number, std::span<uint8_t> tcm,
                 MemoryMap &memory)
    : number(number), tcm(tcm), tcp(tcm), queues(engineQueues(chip)),
      semaphores(unsigned(chip.semaphore.count)), chip(chip), memory(memory) {}

void RefTile::reset(const LaunchRequest &request) {
  loadControlMemory(tcm, request);
  tcp.reset(request.entry);
  for (EngineQueue &queue : queues)
    queue.clear();
  semaphores.reset();
  wait = {};
  wait.kind = TcpWait::Kind::Other;
  exitCode = 0;
  polled = pushFaulted = false;
}

bool RefTile::canRunTcp() const {
  switch (wait.kind) {
  case TcpWait::Kind::Halted:
    return false;
  case TcpWait::Kind::Semaphore:
    return semaphores.value(wait.semaphore) >= wait.count;
  case TcpWait::Kind::QueueFull:
    return !queues[wait.queue].full();
  case TcpWait::Kind::Other:
    return true;
  }
  return false;
}

bool RefTile::done() const {
  if (wait.kind != TcpWait::Kind::Halted)
    return false;
  for (const EngineQueue &queue : queues)
    if (!queue.empty())
      return false;
  return true;
}

std::string RefTile::faultReport(const TcpStop &stop) const {
  if (pushFaulted)
    return pushFaultReport(number, pushQueue, stop.fault, pushDescriptor,
                           stop.pc);
  uint32_t word = 0;
  if (stop.pc <= tcm.size() - sizeof word)
    std::memcpy(&word, tcm.data() + stop.pc, sizeof word);
  return tcpFaultReport(number, stop.fault, stop.pc, word);
}

TcpBus::Reply RefTile::access(const TcpAccess &access) {
  wait.kind = TcpWait::Kind::Other;
  if (access.address - address::tileRegisters < address::tileRegistersBytes)
    return accessRegister(access);
  return accessMemory(access);
}

TcpBus::Reply RefTile::accessMemory(const TcpAccess &access) {
  Fault fault;
  uint8_t *place = memory.resolve(access.address, access.bytes, number, fault);
  if (!place)
    return {.kind = Kind::Faulted, .fault = fault};
  Reply reply;
  if (access.kind == TcpAccess::Kind::Load)
    std::memcpy(&reply.value, place, access.bytes);
  else
    std::memcpy(place, &access.value, access.bytes);
  return reply;
}

TcpBus::Reply RefTile::accessRegister(const TcpAccess &access) {
  TileRegisterIndex target{};
  if (Fault fault = decodeRegisterAccess(access, chip, target))
    return {.kind = Kind::Faulted, .fault = fault};
  switch (target.which) {
  case TileRegister::TileId:
    return {.value = number};
  case TileRegister::TileCount:
    return {.value = chip.tileCount()};
  case TileRegister::ClusterId:
    return {.value = number / chip.tilesPerCluster};
  case TileRegister::TilesPerCluster:
    return {.value = chip.tilesPerCluster};
  case TileRegister::Cycle: // no clock: what grows with the program's progress
    return {.value = tcp.counters().instructions()};
  case TileRegister::Halt:
    wait.kind = TcpWait::Kind::Halted;
    exitCode = access.value;
    return {.kind = Kind::Halted};
  case TileRegister::SemaphoreWait:
    return waitForSemaphore(access.value);
  case TileRegister::QueuePush:
    return push(target.index, access.value);
  case TileRegister::QueueFree:
    return poll(queues[target.index].freeSlots());
  case TileRegister::Semaphore:
    if (access.kind == TcpAccess::Kind::Load)
      return poll(semaphores.value(target.index));
    return writeSemaphore(target.index, access.value);
  }
  return {.kind = Kind::Faulted,
          .fault = {FaultCode::AddressOutOfRange, access.address}};
}

TcpBus::Reply RefTile::stall(TcpWait reason) {
  wait = reason;
  wait.pc = tcp.pc();
  return {.kind = Kind::Stalled};
}

TcpBus::Reply RefTile::poll(uint64_t value) {
  polled = !polled;
  return polled ? stall({.kind = TcpWait::Kind::Other}) : Reply{.value = value};
}

TcpBus::Reply RefTile::push(unsigned queue, uint64_t descriptor) {
  if (queues[queue].full())
    return stall({.kind = TcpWait::Kind::QueueFull, .queue = queue});
  QueuedInstruction &entry = queues[queue].next();
  entry.pc = uint32_t(tcp.pc());
  if (Fault fault =
          fetchDescriptor(tcm, descriptor, queue, semaphores, number,
                          unsigned(chip.tileCount()), entry.instruction)) {
    pushFaulted = true;
    pushQueue = queue;
    pushDescriptor = descriptor;
    return {.kind = Kind::Faulted, .fault = fault};
  }
  queues[queue].commit();
  return {};
}

TcpBus::Reply RefTile::waitForSemaphore(uint64_t value) {
  const unsigned semaphore = value & 0xFF, count = unsigned(value >> 8);
  if (semaphores.tryWait(semaphore, count))
    return {};
  return stall({.kind = TcpWait::Kind::Semaphore,
                .semaphore = semaphore,
                .count = count});
}

TcpBus::Reply RefTile::writeSemaphore(unsigned semaphore, uint64_t amount) {
  if (Fault fault = semaphores.signal(semaphore, unsigned(amount)))
    return {.kind = Kind::Faulted, .fault = fault};
  return {};
}

} // namespace alcyone::runtime
