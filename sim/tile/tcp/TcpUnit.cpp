// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/tile/tcp/TcpUnit.h"

#include "isa/machine/TileRegisters.h"
#include "isa/support/AddressMap.h"
#include "sim/tile/Tile.h"
#include "sim/tile/tcp/TcpTiming.h"

#include <algorithm>
#include <cstring>

namespace alcyone::sim {
namespace {

// Bounds how far a processor that never looks outside runs ahead of the rest.
constexpr uint64_t burstInstructions = 20'000;

// A word outside: its data follows the address by a cycle, and the answer to it
// is seen a cycle after it has come. Of a read neither is.
constexpr Cycle writeDataCycles = 1;
constexpr Cycle writeAnswerCycles = 1;

void add(isa::TcpCounters &sum, const isa::TcpCounters &more) {
  sum.alu += more.alu;
  sum.load += more.load;
  sum.store += more.store;
  sum.multiply += more.multiply;
  sum.divide += more.divide;
  sum.branch += more.branch;
  sum.branchTaken += more.branchTaken;
  sum.outside += more.outside;
}

} // namespace

TcpUnit::TcpUnit(sc_core::sc_module_name name, Platform &platform, Tile &tile)
    : TimedModule(name, platform.timekeeper), platform(platform), tile(tile),
      tcp(tile.tcm) {}

// The start is a jump to the entry.
void TcpUnit::start(uint64_t entry, Cycle when) {
  tcp.reset(entry);
  wait = {.kind = isa::TcpWait::Kind::Other, .pc = entry};
  at(when + platform.chip.tcp.baseCycles + platform.chip.tcp.branchTakenCycles,
     Run);
}

void TcpUnit::act(uint32_t action, uint32_t) {
  switch (action) {
  case Run:
    return run();
  case Perform:
    return perform();
  case CompleteRegister:
    return completeRegister();
  case AtMemory:
    return atMemory();
  case Finish:
    counted.waitingMemory += now() - since;
    if (platform.trace.isOn())
      traceStall("memory access");
    return run();
  }
}

bool TcpUnit::mayGoOn() {
  if (platform.request->cancel && *platform.request->cancel) {
    platform.finish(isa::LaunchEnd::Cancelled, "cancelled");
    return false;
  }
  if (platform.cycleLimit && now() >= platform.cycleLimit) {
    platform.finish(isa::LaunchEnd::LimitReached,
                    "given up after " + std::to_string(platform.cycleLimit) +
                        " cycles");
    return false;
  }
  if (platform.instructionsLeft == 0) {
    platform.finish(isa::LaunchEnd::LimitReached,
                    "given up after " +
                        std::to_string(platform.request->instructionLimit) +
                        " instructions of the control processors");
    return false;
  }
  return true;
}

// The processor's own part of an access outside its control memory. That of a
// register follows when it can be accessed.
Cycle TcpUnit::accessCycles(uint64_t address) const {
  using isa::address::Region;
  const isa::address::Location place = isa::address::locate(address);
  if (place.region == Region::TileRegisters)
    return 0;
  const bool isOwn = place.region == Region::OwnL1 ||
                     (place.region == Region::L1 && place.unit == tile.number);
  return isOwn ? platform.chip.tcp.l1AccessCycles
               : platform.chip.tcp.remoteAccessCycles;
}

// Runs until something outside is needed; what took place inside takes its time
// before the access is performed.
void TcpUnit::run() {
  if (!mayGoOn())
    return;
  if (!goesOn)
    since = now();
  else
    counted.busy += now() - burst;
  burst = now();
  stop = tcp.run(std::min(burstInstructions, platform.instructionsLeft));
  const isa::TcpCounters retired = tcp.takeCounters();
  add(counted.retired, retired);
  platform.instructionsLeft -=
      std::min(platform.instructionsLeft, retired.instructions());
  const Cycle ran = tcpCycles(retired, platform.chip);
  goesOn = stop.reason == isa::TcpStopReason::Budget;
  wait.pc = stop.pc;
  switch (stop.reason) {
  case isa::TcpStopReason::Budget:
    return at(now() + ran, Run);
  case isa::TcpStopReason::Access:
    return at(now() + ran + accessCycles(stop.access.address), Perform);
  default:
    return at(now() + ran, Perform);
  }
}

void TcpUnit::perform() {
  if (stop.reason == isa::TcpStopReason::Access &&
      stop.access.address - isa::address::tileRegisters <
          isa::address::tileRegistersBytes)
    return performRegister();
  endRun();
  if (stop.reason != isa::TcpStopReason::Access)
    return fault(stop.fault);
  const isa::address::Location place =
      platform.memory.locate(stop.access.address, tile.number);
  isa::Fault bad;
  if (!platform.memory.resolve(stop.access.address, stop.access.bytes,
                               tile.number, bad))
    return fault(bad);
  if (place.region == isa::address::Region::L1 && place.unit == tile.number)
    return atMemory();
  if (stop.access.kind == isa::TcpAccess::Kind::Load)
    return at(now() + tile.requestCycles(place), AtMemory);
  const Cycle leaves = now() + writeDataCycles;
  at(tile.sendWord(place, stop.access.bytes, leaves), AtMemory);
}

// The processor has come to something that takes time of its own, or waits.
void TcpUnit::endRun() {
  counted.busy += now() - burst;
  if (platform.trace.isOn() && now() > since)
    traceStall("run");
  since = burst = now();
}

// At the memory: takes effect here, and the answer comes back.
void TcpUnit::atMemory() {
  const isa::TcpAccess &access = stop.access;
  const isa::address::Location place =
      platform.memory.locate(access.address, tile.number);
  isa::Fault none;
  uint8_t *bytes =
      platform.memory.resolve(access.address, access.bytes, tile.number, none);
  const bool isLoad = access.kind == isa::TcpAccess::Kind::Load;
  const bool isOwn =
      place.region == isa::address::Region::L1 && place.unit == tile.number;
  uint64_t value = 0;
  if (isLoad) {
    std::memcpy(&value, bytes, access.bytes);
    tcp.finishLoad(value);
  } else {
    if (place.region == isa::address::Region::L1)
      platform.tiles[place.unit]->l1.willWrite(
          {place.offset, place.offset + access.bytes});
    std::memcpy(bytes, &access.value, access.bytes);
    tcp.finishStore();
  }
  if (isOwn)
    return run();
  const Cycle served = tile.serveWord(place, access.bytes, !isLoad, now());
  at(isLoad ? served : served + tile.requestCycles(place) + writeAnswerCycles,
     Finish);
}

void TcpUnit::stall(isa::TcpWait reason) {
  endRun();
  wait = reason;
}

// Tries the access that stalled again.
void TcpUnit::resume() {
  const bool forQueue = wait.kind == isa::TcpWait::Kind::QueueFull;
  (forQueue ? counted.waitingQueue : counted.waitingSemaphore) += now() - since;
  if (platform.trace.isOn() && now() > since)
    traceStall(forQueue ? "queue full" : "semaphore");
  wait = {.kind = isa::TcpWait::Kind::Other, .pc = stop.pc};
  since = burst = now();
  performRegister();
}

void TcpUnit::semaphoresChanged() {
  if (wait.kind == isa::TcpWait::Kind::Semaphore &&
      tile.semaphores.value(wait.semaphore) >= wait.count)
    resume();
}

void TcpUnit::slotFreed(unsigned queue) {
  if (wait.kind == isa::TcpWait::Kind::QueueFull && wait.queue == queue)
    resume();
}

void TcpUnit::halt(uint64_t exitCode) {
  tcp.finishStore();
  wait = {.kind = isa::TcpWait::Kind::Halted, .pc = stop.pc};
  add(counted.retired, tcp.takeCounters());
  platform.host.exitCode = exitCode;
  if (exitCode != 0)
    return platform.finish(isa::LaunchEnd::ExitCode,
                           "tile " + std::to_string(tile.number) +
                               ": the program ended with exit code " +
                               std::to_string(exitCode));
  tile.checkDone();
}

FaultPlace TcpUnit::faultPlace(isa::Fault bad) const {
  return {bad, tile.number, FaultPlace::controlProcessor, 0, stop.pc};
}

void TcpUnit::fault(isa::Fault bad) {
  uint32_t word = 0;
  if (stop.pc <= tile.tcm.size() - sizeof word)
    std::memcpy(&word, tile.tcm.data() + stop.pc, sizeof word);
  platform.finish(faultPlace(bad),
                  isa::tcpFaultReport(tile.number, bad, stop.pc, word));
}

void TcpUnit::traceStall(const char *what) const {
  platform.trace.slice(tile.number, 0, what, since, now(), 0);
}

void TcpUnit::reset() {
  wait = {.kind = isa::TcpWait::Kind::Halted, .pc = 0};
  since = burst = pushFreeAt = 0;
  goesOn = false;
  counted = TcpCounts();
}

} // namespace alcyone::sim
