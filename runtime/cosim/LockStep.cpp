// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What retires, carried out by the reference.
#include "runtime/cosim/LockStep.h"

#include "isa/machine/TileRegisters.h"
#include "isa/support/AddressMap.h"
#include "isa/support/NumberText.h"

#include <algorithm>
#include <cstring>

namespace alcyone::cosim {

using namespace isa;
using runtime::RetiredControl;
using runtime::RtlFault;

// From an instruction's end until its signal can be read: three cycles, and one
// for each of those who signal at the same time.
static constexpr uint64_t signalCycles = 3 + queuePorts + 1;

static std::string expectedFault(Fault fault) {
  return "it retires, expected " + std::string(faultName(fault.code)) + " (" +
         hexText(fault.value) + ")";
}

// 0: it writes none. Precondition: the word is legal.
static unsigned destinationOf(uint32_t word) {
  switch (findTcpInstruction(word)->format) {
  case TcpFormat::S:
  case TcpFormat::B:
  case TcpFormat::Fence:
  case TcpFormat::System:
    return 0;
  default:
    return word >> 7 & 31;
  }
}

LockStep::LockStep(runtime::RtlMachine &machine)
    : machine(machine), memories(machine.chip()),
      tcm(machine.chip().tcp.memoryBytes),
      tile(machine.chip(), 0, tcm, memories) {}

void LockStep::begin(const LaunchRequest &request) {
  if (!isSame)
    resynchronise();
  isSame = false;
  std::fill(tcm.begin(), tcm.end(), 0);
  tile.reset(request);
  now = 0;
  owed.clear();
  progress = {};
  underWay.clear();
  passages.clear();
  stores.clear();
  results.clear();
  touched.clear();
}

void LockStep::cycle(uint64_t cycle) {
  compareWritten();
  compareBarriers();
  now = cycle;
}

void LockStep::written(uint64_t address, uint64_t bytes) {
  touched.add(address, bytes);
}

void LockStep::retired(const RetiredControl &rtl) {
  ++total.controlInstructions;
  const Tcp &tcp = tile.tcp;
  if (tile.wait.kind == TcpWait::Kind::Halted)
    differ(describe(rtl), "it retires after a store to Halt");
  same(rtl, "pc", tcp.pc(), rtl.pc);
  uint32_t word = 0;
  if (rtl.pc <= tcm.size() - sizeof word)
    std::memcpy(&word, tcm.data() + rtl.pc, sizeof word);
  same(rtl, "instruction", word, rtl.word);
  const TcpDecoded decoded = decodeTcp(word);
  const uint64_t base = tcp.reg(decoded.rs1);
  const uint64_t stored = tcp.counters().store;
  const TcpStop stop = tile.tcp.run(1);
  if (stop.reason == TcpStopReason::Fault)
    differ(describe(rtl), expectedFault(stop.fault));
  if (stop.reason == TcpStopReason::Access)
    access(rtl, stop.access);
  if (tcp.counters().store != stored)
    stores.push_back({rtl,
                      {base + uint64_t(int64_t(decoded.imm)),
                       uint64_t(1) << (word >> 12 & 3)}});
  const unsigned rd = destinationOf(word);
  same(rtl, "destination register", rd, rtl.rd);
  same(rtl, "result", tcp.reg(rd), rtl.value);
}

void LockStep::access(const RetiredControl &rtl, const TcpAccess &access) {
  using Kind = TcpBus::Reply::Kind;
  const auto time = timed(access, rtl.value);
  const TcpBus::Reply reply =
      time ? TcpBus::Reply{.value = *time} : perform(access);
  if (reply.kind == Kind::Stalled)
    differ(describe(rtl),
           "it retires, expected to wait for " +
               (tile.wait.kind == TcpWait::Kind::Semaphore
                    ? "semaphore " + std::to_string(tile.wait.semaphore)
                    : "room in " + queueName(tile.wait.queue)));
  // What is pushed is looked at after the store has retired.
  if (reply.kind == Kind::Faulted && tile.hasPushFaulted())
    owe(describe(rtl), {.fault = reply.fault,
                        .who = tile.pushedTo(),
                        .isPush = true,
                        .descriptor = access.value,
                        .pc = rtl.pc});
  else if (reply.kind == Kind::Faulted)
    differ(describe(rtl), expectedFault(reply.fault));
  if (access.kind == TcpAccess::Kind::Load)
    return tile.tcp.finishLoad(reply.value);
  tile.tcp.finishStore();
  if (isMemory(access))
    stores.push_back({rtl, {access.address, access.bytes}});
}

TcpBus::Reply LockStep::perform(const TcpAccess &access) {
  if (isMemory(access))
    touched.add(access.address, access.bytes);
  return tile.access(access);
}

bool LockStep::isMemory(const TcpAccess &access) const {
  return memories.locate(access.address, 0).region != address::Region::None;
}

// What a register of time holds, if the access loads one.
std::optional<uint64_t> LockStep::timed(const TcpAccess &access,
                                        uint64_t tileValue) const {
  TileRegisterIndex target{};
  if (access.kind != TcpAccess::Kind::Load ||
      access.address - address::tileRegisters >= address::tileRegistersBytes ||
      decodeRegisterAccess(access, machine.chip(), target))
    return std::nullopt;
  switch (target.which) {
  case TileRegister::Cycle:
    return now;
  case TileRegister::QueueFree:
    return tile.queues[target.index].freeSlots();
  case TileRegister::Semaphore:
    return plausible(target.index, tileValue);
  default:
    return std::nullopt;
  }
}

// The tile's value if signals under way explain it, else what all of them make.
uint64_t LockStep::plausible(unsigned semaphore, uint64_t tileValue) const {
  const uint64_t most = tile.semaphores.value(semaphore);
  uint64_t lacking = 0;
  for (const Signal &signal : underWay)
    if (signal.semaphore == semaphore && now - signal.cycle <= signalCycles)
      lacking += signal.amount;
  return tileValue <= most && tileValue + lacking >= most ? tileValue : most;
}

void LockStep::pushed(unsigned queue, const QueuedInstruction &rtl) {
  const EngineQueue &entries = tile.queues[queue];
  const unsigned number = progress[queue].arrived++;
  const std::string actual = queueName(queue) + ": " + print(rtl.instruction) +
                             ", pushed at pc " + hexText(rtl.pc);
  if (number >= entries.size())
    differ(actual, "nobody has pushed it");
  const QueuedInstruction &expected = entries.at(number);
  if (!(expected.instruction == rtl.instruction))
    differ(actual, "the descriptor, expected " + print(expected.instruction));
  if (expected.pc != rtl.pc)
    differ(actual, "the pc of its push, expected " + hexText(expected.pc));
}

void LockStep::granted(unsigned queue) {
  Progress &state = progress[queue];
  if (state.arrived == 0)
    differ(queueName(queue), "it begins what has not been pushed");
  if (state.granted)
    differ(describe(queue), "it takes its waits a second time");
  if (!tile.semaphores.tryWait(header(tile.queues[queue].front().instruction)))
    differ(describe(queue), "it begins before its waits have been signalled");
  state.granted = true;
}

void LockStep::retired(unsigned queue) {
  ++total.engineInstructions;
  Progress &state = progress[queue];
  if (!state.granted)
    differ(queueName(queue), "what has not begun retires");
  const Instruction instruction = tile.queues[queue].front().instruction;
  std::vector<AddressRange> ranges;
  if (const Fault fault = execute(instruction, {memories, tcm}, &ranges))
    differ(describe(queue), expectedFault(fault));
  for (const AddressRange &range : ranges)
    touched.add(range.address, range.bytes);
  if (!ranges.empty())
    results.push_back({describe(queue), std::move(ranges)});
  if (const auto *barrier = std::get_if<Barrier>(&instruction)) {
    if (const Fault fault = arrival(queue, *barrier).fault)
      differ(describe(queue), expectedFault(fault));
    pass(queue, *barrier);
  }
  const Header &h = header(instruction);
  signal(queue, h.signal0Sem, h.signal0Count);
  signal(queue, h.signal1Sem, h.signal1Count);
  tile.queues[queue].pop();
  --state.arrived;
  state.granted = false;
}

// All targets there are on a chip of one tile are the tile.
void LockStep::signal(unsigned queue, unsigned semaphore, unsigned amount) {
  if (amount == 0)
    return;
  if (const Fault fault = tile.semaphores.signal(semaphore, amount))
    // The tile signals after the instruction.
    owe(describe(queue), {.fault = fault, .who = queue});
  while (!underWay.empty() && now - underWay.front().cycle > signalCycles)
    underWay.pop_front();
  underWay.push_back({now, semaphore, amount});
}

void LockStep::owe(const std::string &instruction, const RtlFault &fault) {
  owed.push_back({fault, {now, instruction, expectedFault(fault.fault)}});
}

void LockStep::pass(unsigned queue, const Barrier &barrier) {
  for (Passage &passage : passages)
    if (passage.barrier.id == barrier.id &&
        passage.barrier.scope == barrier.scope) {
      passage.queues |= 1u << queue;
      return;
    }
  passages.push_back({barrier, 1u << queue});
}

} // namespace alcyone::cosim
