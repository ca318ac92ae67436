// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Texts of fault reports.
#include "isa/machine/Reports.h"

#include "isa/tcp/TcpDecode.h"

#include <cstdio>

namespace alcyone::isa {

static std::string hex(uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", (unsigned long long)value);
  return text;
}

std::string locationOf(uint32_t tag, std::span<const std::string> locations) {
  return tag < locations.size() ? locations[tag] : std::string();
}

// The fault's name and its value, as far as that says something to people.
static std::string describe(Fault fault) {
  const std::string name(faultName(fault.code));
  switch (fault.code) {
  case FaultCode::None:
  case FaultCode::Trap:
  case FaultCode::Deadlock:
    return name;
  case FaultCode::UnsupportedVersion:
  case FaultCode::SemaphoreOverflow:
    return name + " (" + std::to_string(fault.value) + ")";
  case FaultCode::IndexOutOfRange:
    return name + " (" + std::to_string(int64_t(fault.value)) + ")";
  case FaultCode::IllegalInstruction:
  case FaultCode::AddressOutOfRange:
  case FaultCode::Misaligned:
    break;
  }
  return name + " (" + hex(fault.value) + ")";
}

std::string engineFaultReport(unsigned tile, unsigned queue, Fault fault,
                              const QueuedInstruction &entry,
                              std::span<const std::string> locations) {
  std::string text = "fault on tile " + std::to_string(tile) + ", " +
                     queueName(queue) + ": " + describe(fault) +
                     "\n  instruction: " + print(entry.instruction);
  const std::string location =
      locationOf(header(entry.instruction).tag, locations);
  if (!location.empty())
    text += "\n  from: " + location;
  return text + "\n  pushed at pc " + hex(entry.pc);
}

std::string tcpFaultReport(unsigned tile, Fault fault, uint64_t pc,
                           uint32_t word) {
  return "fault on tile " + std::to_string(tile) + ", TCP: " + describe(fault) +
         "\n  instruction: " + printTcp(word, pc) + "\n  at pc " + hex(pc);
}

std::string pushFaultReport(unsigned tile, unsigned queue, Fault fault,
                            uint64_t descriptor, uint64_t pc) {
  return "fault on tile " + std::to_string(tile) + ", TCP: " + describe(fault) +
         "\n  pushing the descriptor at " + hex(descriptor) + " to " +
         queueName(queue) + "\n  at pc " + hex(pc);
}

} // namespace alcyone::isa
