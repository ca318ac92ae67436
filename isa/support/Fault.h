// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a device reports when a program does something wrong while it runs.
// Architectural: every device reports the same code and value for the same
// program. A value, never an exception.
#pragma once

#include <cstdint>
#include <string_view>

namespace alcyone::isa {

enum class FaultCode : uint8_t {
  None,
  IllegalInstruction, // value: the instruction word or the descriptor's opcode
  UnsupportedVersion, // value: the descriptor's version
  AddressOutOfRange,  // value: the first address that is not there
  Misaligned,         // value: the address
  SemaphoreOverflow,  // value: the semaphore
  IndexOutOfRange,    // value: the index that a gather read
  Trap,               // ecall or ebreak; value: the program counter
  Deadlock            // nothing can continue
};

// "illegal instruction", "address out of range", ...
std::string_view faultName(FaultCode code);

struct Fault {
  FaultCode code = FaultCode::None;
  uint64_t value = 0;

  explicit operator bool() const { return code != FaultCode::None; }
  bool operator==(const Fault &) const = default;
};

} // namespace alcyone::isa
