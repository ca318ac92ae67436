// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the tile ended, against what the reference would do next.
#include "isa/machine/Barriers.h"
#include "isa/support/NumberText.h"
#include "runtime/cosim/LockStep.h"

#include <algorithm>

namespace alcyone::cosim {

using namespace isa;
using runtime::RtlEnd;
using runtime::RtlFault;

static std::string text(const RtlFault &fault) {
  if (!fault.fault)
    return "none";
  std::string text = std::string(faultName(fault.fault.code)) + " (" +
                     hexText(fault.fault.value) + ")";
  if (fault.isPush)
    text += " of the descriptor at " + hexText(fault.descriptor) + " for " +
            queueName(fault.who);
  return fault.ofControl() ? text + " at pc " + hexText(fault.pc) : text;
}

void LockStep::ended(const RtlEnd &end) {
  compareWritten();
  compareBarriers();
  const bool isGivenUp =
      end.how == LaunchEnd::LimitReached || end.how == LaunchEnd::Cancelled;
  if (isGivenUp)
    return;
  if (end.how == LaunchEnd::Faulted)
    return compareFault(end.fault); // others are at work
  if (!owed.empty())
    throw owed.front().otherwise;
  if (end.how == LaunchEnd::Deadlocked)
    requireStuck();
  else
    compareDone(end);
  compareMemories();
  isSame = true;
}

void LockStep::compareDone(const RtlEnd &end) {
  if (!tile.done())
    differ("the end", "the tile is done, expected it to go on");
  if (tile.exitCode != end.exitCode)
    differ("the end", "the exit code: expected " + hexText(tile.exitCode) +
                          ", it is " + hexText(end.exitCode));
}

// The first in the tile's time: one that is owed, or of what executes.
void LockStep::compareFault(const RtlFault &rtl) {
  if (std::ranges::find(owed, rtl, &Owed::fault) != owed.end())
    return;
  RtlFault expected = nextFault(rtl);
  if (expected == rtl)
    return;
  if (!owed.empty())
    expected = owed.front().fault;
  differ(faulty(rtl),
         "the fault: expected " + text(expected) + ", it is " + text(rtl));
}

std::string LockStep::faulty(const RtlFault &rtl) const {
  if (rtl.ofControl())
    return describeControl(rtl.pc);
  const bool hasHead = rtl.who < queuePorts && !tile.queues[rtl.who].empty();
  return hasHead ? describe(rtl.who) : queueName(rtl.who);
}

// That of the reference, where the tile has one. What is pushed has retired.
RtlFault LockStep::nextFault(const RtlFault &rtl) {
  RtlFault next = rtl;
  next.fault = {};
  if (!rtl.isPush && rtl.who == controlProcessorQueue)
    next = controlFault();
  else if (!rtl.isPush && rtl.who < queuePorts && progress[rtl.who].granted)
    next.fault = engineFault(rtl.who);
  return next;
}

RtlFault LockStep::controlFault() {
  RtlFault next;
  next.pc = tile.tcp.pc();
  if (tile.wait.kind == TcpWait::Kind::Halted)
    return next;
  const TcpStop stop = tile.tcp.run(1);
  next.fault = stop.fault;
  if (stop.reason == TcpStopReason::Access) {
    const TcpBus::Reply reply = perform(stop.access);
    if (!tile.hasPushFaulted())
      next.fault = reply.fault;
  }
  return next;
}

// Precondition: its head has taken its waits.
Fault LockStep::engineFault(unsigned queue) {
  const Instruction &instruction = tile.queues[queue].front().instruction;
  if (const auto *barrier = std::get_if<Barrier>(&instruction))
    return arrival(queue, *barrier).fault;
  std::vector<AddressRange> ranges;
  const Fault fault = execute(instruction, {memories, tcm}, &ranges);
  for (const AddressRange &range : ranges)
    touched.add(range.address, range.bytes);
  return fault;
}

// As if it came last of those that are there.
LockStep::Arrival LockStep::arrival(unsigned queue,
                                    const Barrier &barrier) const {
  Barriers barriers(1, queueMask(machine.chip()));
  Fault ofOthers;
  for (unsigned other = 0; other < queuePorts; ++other)
    if (other != queue && progress[other].granted)
      if (const auto *theirs =
              std::get_if<Barrier>(&tile.queues[other].front().instruction))
        barriers.arrive({0, other}, *theirs, ofOthers);
  Arrival arrival;
  arrival.passes = !barriers.arrive({0, queue}, barrier, arrival.fault).empty();
  return arrival;
}

void LockStep::requireStuck() {
  if (tile.done())
    differ("the end", "the tile is not done, expected it to be");
  if (tile.wait.kind != TcpWait::Kind::Halted)
    requireStuckControl();
  for (unsigned queue = 0; queue < queuePorts; ++queue)
    if (!tile.queues[queue].empty())
      requireStuckQueue(queue);
}

void LockStep::requireStuckControl() {
  const std::string instruction = describeControl(tile.tcp.pc());
  const TcpStop stop = tile.tcp.run(1);
  if (stop.reason != TcpStopReason::Access ||
      perform(stop.access).kind != TcpBus::Reply::Kind::Stalled ||
      tile.canRunTcp())
    differ(instruction, "it never retires, expected it to");
}

void LockStep::requireStuckQueue(unsigned queue) const {
  const EngineQueue &entries = tile.queues[queue];
  const Progress &state = progress[queue];
  if (state.arrived < entries.size())
    differ(describe(queue, state.arrived), "it never reaches its queue");
  const Instruction &head = entries.front().instruction;
  if (!state.granted && tile.semaphores.canWait(header(head)))
    differ(describe(queue), "it never begins, expected it to: its waits have "
                            "been signalled");
  if (!state.granted)
    return;
  const auto *barrier = std::get_if<Barrier>(&head);
  if (!barrier)
    differ(describe(queue), "it has begun and never ends");
  const Arrival last = arrival(queue, *barrier);
  if (last.fault)
    differ(describe(queue),
           "it waits, expected " + text({.fault = last.fault, .who = queue}));
  if (last.passes)
    differ(describe(queue), "it never passes, expected it to: all are there");
}

} // namespace alcyone::cosim
