// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the assembler text of a kernel: descriptors, and a control program
// that pushes them. HBM addresses are offsets into a workspace; the program
// adds its address to them before it pushes anything.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/support/AddressMap.h"

#include <cstdint>
#include <initializer_list>
#include <string>

namespace alcyone::correlate {

inline constexpr unsigned ttu = 0, tvp = 1, dma0 = 2, dma1 = 3, dma2 = 4,
                          dma3 = 5;
inline constexpr uint64_t ownL1 = isa::address::ownL1, l2 = isa::address::l2;

class KernelText {
public:
  /// A descriptor; returns its label. `program` is the label of a
  /// micro-program, for a vector instruction. A `src` or `dst` in HBM is
  /// address::hbm + the offset into the workspace.
  std::string descriptor(const isa::Instruction &instruction,
                         const std::string &program = "");
  /// A micro-program, lines with its sections; returns its label.
  std::string microProgram(const std::string &lines);

  /// Pushes a descriptor `times` times, one after the other.
  KernelText &push(unsigned queue, const std::string &label,
                   unsigned times = 1);
  KernelText &push(unsigned queue, const isa::Instruction &instruction,
                   unsigned times = 1);
  KernelText &addSemaphore(unsigned number, unsigned count);
  KernelText &waitSemaphore(unsigned number, unsigned count);
  /// Any assembler text. Free registers: t0 to t6, s2 to s11. s0 is the
  /// workspace's address, a1 that of QueuePush, a2 of Semaphore.
  KernelText &code(const std::string &lines);

  std::string text() const;

private:
  std::string data, patches, control;
  unsigned labels = 0;
};

/// Semaphores of an instruction: takes `wait`, gives `signal`; -1 is none.
template <typename T> T with(T instruction, int wait, int signal) {
  if (wait >= 0) {
    instruction.header.wait0Sem = uint8_t(wait);
    instruction.header.wait0Count = 1;
  }
  if (signal >= 0) {
    instruction.header.signal0Sem = uint8_t(signal);
    instruction.header.signal0Count = 1;
  }
  return instruction;
}

} // namespace alcyone::correlate
