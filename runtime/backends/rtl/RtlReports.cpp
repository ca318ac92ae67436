// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a launch on the RTL ended, and the report of that.
#include "isa/generated/Registers.h"
#include "isa/machine/Reports.h"
#include "isa/support/AddressMap.h"
#include "runtime/backends/rtl/RtlMachine.h"
#include "runtime/backends/rtl/RtlTile.h"
#include "runtime/backends/rtl/TileModel.h"
#include "runtime/backends/rtl/WideBits.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace alcyone::runtime {

using namespace isa;

namespace {

/// From a retirement until the host sees that its signal overflowed, at least.
constexpr unsigned overflowCycles = 3;

// Where the fields of alc_tile_pkg::fault_report_t lie.
namespace faultBits {
constexpr unsigned descriptor = 0, isPush = 64, pc = 65, who = 161, value = 169,
                   code = 233;
}

} // namespace

void RtlMachine::conclude() {
  const RtlEnd outcome = this->outcome();
  lastEnd = outcome.how;
  if (observer)
    observer->ended(outcome);
  if (outcome.how == LaunchEnd::Deadlocked) {
    const TileSnapshot one[] = {snapshot()};
    end(outcome.how, deadlockReport(one, barriers(), request->locations));
  } else if (outcome.how == LaunchEnd::Faulted) {
    end(outcome.how, faultReport(outcome.fault));
  } else if (outcome.how == LaunchEnd::ExitCode) {
    end(outcome.how, "tile 0: the program ended with exit code " +
                         std::to_string(outcome.exitCode));
  }
}

RtlEnd RtlMachine::outcome() const {
  RtlEnd outcome;
  std::memcpy(&outcome.exitCode, insides->exitCode, sizeof outcome.exitCode);
  if (ended)
    outcome.how = result.end;
  else if (!tile->stopped_o)
    outcome.how = LaunchEnd::Deadlocked;
  else if ((outcome.fault = fault()).fault)
    outcome.how = LaunchEnd::Faulted;
  else if (outcome.exitCode != 0)
    outcome.how = LaunchEnd::ExitCode;
  return outcome;
}

RtlFault RtlMachine::fault() const {
  const auto field = [report = tile->fault_o](unsigned bit, unsigned width) {
    return bitsOf(report, bit, width);
  };
  RtlFault fault;
  fault.fault = {FaultCode(field(faultBits::code, 8)),
                 field(faultBits::value, 64)};
  fault.who = unsigned(field(faultBits::who, 8));
  fault.isPush = field(faultBits::isPush, 1);
  fault.descriptor = field(faultBits::descriptor, 64);
  if (fault.ofControl())
    fault.pc = field(faultBits::pc, 64);
  return fault;
}

std::string RtlMachine::faultReport(const RtlFault &fault) const {
  if (fault.isPush)
    return pushFaultReport(0, fault.who, fault.fault, fault.descriptor,
                           fault.pc);
  if (fault.who == controlProcessorQueue) {
    uint32_t word = 0;
    const std::span<const uint8_t> tcm = insides->controlMemory;
    if (fault.pc <= tcm.size() - sizeof word)
      std::memcpy(&word, &tcm[fault.pc], sizeof word);
    return tcpFaultReport(0, fault.fault, fault.pc, word);
  }
  const bool hasRetired = fault.fault.code == FaultCode::SemaphoreOverflow;
  return engineFaultReport(0, fault.who, fault.fault,
                           hasRetired ? signaller(fault.who)
                                      : queues[fault.who].front(),
                           request->locations);
}

// Whose signal has just been found not to fit: it has retired, and the one
// behind it perhaps too.
const QueuedInstruction &RtlMachine::signaller(unsigned queue) const {
  const auto &[last, before] = retired[queue];
  return last.at + overflowCycles <= now ? last.entry : before.entry;
}

TileSnapshot RtlMachine::snapshot() {
  std::copy_n(insides->semaphores, semaphores.size(), semaphores.begin());
  TcpWait wait{.kind = TcpWait::Kind::Other, .pc = tile->observe_tcp_pc_o};
  const uint64_t offset = tile->observe_bus_address_o - address::tileRegisters;
  if (*insides->halted) {
    wait.kind = TcpWait::Kind::Halted;
  } else if (tile->observe_stalled_o &&
             offset == registerOffset(TileRegister::SemaphoreWait)) {
    wait.kind = TcpWait::Kind::Semaphore;
    wait.semaphore = tile->observe_bus_data_o & 0xFF;
    wait.count = unsigned(tile->observe_bus_data_o >> 8);
  } else if (tile->observe_stalled_o) {
    wait.kind = TcpWait::Kind::QueueFull;
    wait.queue =
        unsigned(offset - registerOffset(TileRegister::QueuePush, 0)) / 8;
  }
  return {wait, semaphores, queues};
}

// Those of the tile's queues that wait in one.
Barriers RtlMachine::barriers() const {
  Barriers waiting(1, queueMask(description));
  Fault none;
  for (unsigned queue = 0; queue < queuePorts; ++queue)
    if (work[queue].granted)
      if (const auto *barrier =
              std::get_if<Barrier>(&queues[queue].front().instruction))
        waiting.arrive({0, queue}, *barrier, none);
  return waiting;
}

void RtlMachine::giveUp(LaunchEnd how, const std::string &why) {
  const TileSnapshot one[] = {snapshot()};
  end(how, why + unfinishedReport(one, barriers(), request->locations));
}

void RtlMachine::end(LaunchEnd how, std::string message) {
  ended = true;
  result.end = how;
  result.message = std::move(message);
}

} // namespace alcyone::runtime
