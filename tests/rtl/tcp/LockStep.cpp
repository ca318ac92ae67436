// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "LockStep.h"

#include "sim/tile/tcp/TcpTiming.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace alcyone::tests {
namespace {

// Fetch, decode, execute: from start_i to the first instruction's execution.
constexpr uint64_t pipelineStages = 3;

std::string hex(uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx",
                static_cast<unsigned long long>(value));
  return text;
}

unsigned destinationOf(uint32_t word) {
  using isa::TcpFormat;
  switch (isa::findTcpInstruction(word)->format) {
  case TcpFormat::S:
  case TcpFormat::B:
  case TcpFormat::Fence:
  case TcpFormat::System:
    return 0;
  default:
    return word >> 7 & 31;
  }
}

} // namespace

LockStep::LockStep()
    : chip(isa::loadChip("nano")), memory(chip.tcp.memoryBytes), tcp(memory) {}

void LockStep::clear() { std::fill(memory.begin(), memory.end(), 0); }

void LockStep::put(uint64_t address, std::span<const uint8_t> bytes) {
  std::copy(bytes.begin(), bytes.end(), memory.begin() + address);
}

void LockStep::put(uint64_t address, std::initializer_list<uint32_t> words) {
  std::memcpy(memory.data() + address, words.begin(), 4 * words.size());
}

std::span<const uint8_t> LockStep::written(uint64_t address, uint64_t bytes) {
  const std::span<const uint8_t> all = core.memory();
  if (address > all.size() || bytes > all.size() - address)
    throw std::out_of_range("not in control memory: " + hex(address));
  return all.subspan(address, bytes);
}

LockStep::End LockStep::run(uint64_t entry, uint64_t patience) {
  Valc_tcp_bench &ports = core.ports();
  std::copy(memory.begin(), memory.end(), core.memory().begin());
  tcp.reset(entry);
  difference.clear();
  waited = refetched = 0;
  isAnswering = false;

  ports.start_i = 1;
  ports.entry_i = entry;
  core.settle();
  core.edge();
  ports.start_i = 0;
  bool isHalted = false;
  for (uint64_t at = 1; ports.running_o; ++at) {
    cycle = at < pipelineStages ? 0 : at - pipelineStages + 1;
    ports.data_ready_i = random() % 256 >= storeStalls;
    answer();
    isHalted |= ports.halt_i;
    ports.halt_i |= cycle == patience;
    core.settle();
    if (ports.stored_o && !ports.data_ready_i)
      fail("a store has not waited");
    if (ports.retire_valid_o)
      step();
    if (!difference.empty())
      ports.halt_i = 1;
    core.edge();
  }
  ports.halt_i = ports.bus_done_i = 0;
  for (uint64_t n = 0; n < pipelineStages; ++n) { // what it reports stays
    core.settle();
    core.edge();
  }
  if (!difference.empty() || !compareEnd())
    return End::Difference;
  if (core.fault())
    return End::Fault;
  return isHalted ? End::Halted : End::Patience;
}

// What lies beyond the bus, in this cycle.
void LockStep::answer() {
  Valc_tcp_bench &ports = core.ports();
  ports.bus_done_i = ports.halt_i = 0;
  ports.bus_fault_code_i = 0;
  if (!ports.bus_valid_o)
    return;
  if (!isAnswering) {
    using Kind = isa::TcpAccess::Kind;
    const isa::TcpAccess access{.kind = ports.bus_write_o ? Kind::Store
                                                          : Kind::Load,
                                .bytes = uint8_t(1 << ports.bus_size_o),
                                .address = ports.bus_address_o,
                                .value = ports.bus_wdata_o};
    reply = outside(access);
    waits = reply.waits;
    isAnswering = true;
  }
  if (waits != 0) {
    --waits;
    return;
  }
  isAnswering = false;
  ports.bus_done_i = 1;
  ports.bus_rdata_i = reply.value;
  ports.bus_fault_code_i = unsigned(reply.fault.code);
  ports.bus_fault_value_i = reply.fault.value;
  ports.halt_i = reply.halts;
}

bool LockStep::fail(const std::string &what) {
  if (difference.empty())
    difference = what + ", after " +
                 std::to_string(tcp.counters().instructions()) +
                 " instructions, in cycle " + std::to_string(cycle);
  return false;
}

template <typename T>
bool LockStep::same(const char *what, T fromRtl, T fromSimulator) {
  if (fromRtl == fromSimulator)
    return true;
  return fail(std::string(what) + " is " + hex(uint64_t(fromRtl)) +
              " instead of " + hex(uint64_t(fromSimulator)));
}

// Lets the simulator retire what the RTL retires in this cycle.
bool LockStep::step() {
  const Valc_tcp_bench &ports = core.ports();
  const uint64_t pc = tcp.pc();
  if (!same<uint64_t>("the pc", ports.pc_o, pc))
    return false;
  if (pc >= memory.size())
    return fail("what lies beyond the memory retires");
  const auto word = at<uint32_t>(pc);
  const std::string text = isa::printTcp(word, pc);
  if (!same<uint32_t>("the word", ports.retire_instruction_o, word))
    return false;
  const isa::TcpCounters before = tcp.counters();
  const isa::TcpStop stop = tcp.run(1);
  if (stop.reason == isa::TcpStopReason::Access ? !stepAccess(stop)
      : bool(ports.bus_done_i)                  ? !fail("an access")
                                                : false)
    return false;
  if (stop.reason == isa::TcpStopReason::Fault)
    return fail(text + " retires, and should fault");
  const unsigned rd = destinationOf(word);
  if (!same<unsigned>((text + ": rd").c_str(), ports.retire_rd_o, rd) ||
      !same<uint64_t>((text + ": the result").c_str(), ports.retire_value_o,
                      tcp.reg(rd)))
    return false;
  if (!compareCycle(tcp.counters().branchTaken != before.branchTaken))
    return fail("of " + text);
  if (tcp.counters().store != before.store) {
    const uint64_t bytes = 1 << (word >> 12 & 3);
    const uint64_t address =
        tcp.reg(word >> 15 & 31) + uint64_t(int64_t(isa::decodeTcp(word).imm));
    if (address + bytes > pc + 4 && address < pc + 12)
      ++refetched;
  }
  return true;
}

bool LockStep::stepAccess(const isa::TcpStop &stop) {
  const Valc_tcp_bench &ports = core.ports();
  using Kind = isa::TcpAccess::Kind;
  const bool isStore = stop.access.kind == Kind::Store;
  if (!ports.bus_done_i || !ports.bus_valid_o)
    return fail("an access to " + hex(stop.access.address) + " was not made");
  if (!same<bool>("write", ports.bus_write_o, isStore) ||
      !same<uint64_t>("the address", ports.bus_address_o,
                      stop.access.address) ||
      !same<unsigned>("the size", 1u << ports.bus_size_o, stop.access.bytes) ||
      !same<uint64_t>("the pc at the bus", ports.pc_o, stop.pc))
    return false;
  waited += reply.waits;
  if (isStore) {
    tcp.finishStore();
    return same<uint64_t>("what is stored", ports.bus_wdata_o,
                          stop.access.value);
  }
  tcp.finishLoad(reply.value);
  return true;
}

// Of all that has retired, what only the next instruction feels included.
uint64_t LockStep::modelCycles() const {
  const isa::TcpCounters &counters = tcp.counters();
  return sim::tcpCycles(counters, chip) +
         counters.outside * chip.tcp.registerCycles + waited +
         refetched * chip.tcp.branchTakenCycles;
}

bool LockStep::compareCycle(bool isTaken) {
  if (storeStalls != 0 && tcp.counters().store != 0)
    return true;
  const uint64_t expected =
      modelCycles() - (isTaken ? chip.tcp.branchTakenCycles : 0);
  return same<uint64_t>("the cycle", cycle, expected);
}

bool LockStep::compareEnd() {
  const isa::Fault fault = core.fault();
  if (fault) {
    const isa::TcpStop stop = tcp.run(1);
    const bool isOutside = stop.reason == isa::TcpStopReason::Access;
    const isa::Fault expected = isOutside ? reply.fault : stop.fault;
    if (!same<unsigned>("the fault", unsigned(fault.code),
                        unsigned(expected.code)) ||
        !same<uint64_t>("the fault's value", fault.value, expected.value) ||
        !same<uint64_t>("the fault's pc", faultPc(), stop.pc))
      return false;
  }
  const std::span<uint8_t> written = core.memory();
  if (std::memcmp(written.data(), memory.data(), memory.size()) != 0) {
    const auto [place, expected] =
        std::mismatch(written.begin(), written.end(), memory.begin());
    return fail("memory at " + hex(uint64_t(place - written.begin())) + " is " +
                hex(*place) + " instead of " + hex(*expected));
  }
  return true;
}

} // namespace alcyone::tests
