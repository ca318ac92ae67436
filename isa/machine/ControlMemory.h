// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What others than the control processor do with a tile's control memory (TCM):
// the host loads it, the queue unit copies descriptors from it, the TVP fetches
// micro-programs from it. `tcm` is the whole memory, from address 0.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/machine/Launch.h"
#include "isa/semantics/Semaphores.h"
#include "isa/support/Fault.h"

#include <cstdint>
#include <span>

namespace alcyone::isa {

// Copies the segments and the argument table of a launch into a TCM that is all
// zero. Throws Failure (BadInput) if one of them does not fit.
void loadControlMemory(std::span<uint8_t> tcm, const LaunchRequest &request);

// The descriptor at `address` as an instruction for queue number `queue` of
// `tile`. A store to QueuePush reports, in this order: Misaligned,
// AddressOutOfRange, what decode finds, IllegalInstruction (the opcode) for a
// queue of another engine, IllegalInstruction (the semaphore) for a semaphore
// that is not there, AddressOutOfRange (the tile) for a signal to a tile that
// is not there.
Fault fetchDescriptor(std::span<const uint8_t> tcm, uint64_t address,
                      unsigned queue, const SemaphoreFile &semaphores,
                      unsigned tile, unsigned tileCount,
                      Instruction &instruction);

// The micro-program of `inst`, in place. Misaligned or AddressOutOfRange.
Fault fetchMicroProgram(std::span<const uint8_t> tcm, const Vector &inst,
                        std::span<const uint32_t> &program);

} // namespace alcyone::isa
