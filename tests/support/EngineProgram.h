// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Program files made in a test without compiler or assembler: every tile's
// control processor works off a list of 64-bit stores (pushes, semaphores,
// patched descriptors) and halts. The lists, descriptors and micro-programs are
// data in the TCM image; the code that walks them is fixed, 18 instructions.
#pragma once

#include "isa/chips/Chip.h"
#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"
#include "isa/program/Metadata.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace alcyone::tests {

// Adds the HBM address of argument `argument` to the 64-bit field at byte
// `fieldOffset` of a descriptor.
struct Patch {
  unsigned fieldOffset;
  unsigned argument;
};
inline constexpr unsigned dstField = 24, srcField = 32, indexField = 96;

class EngineProgram {
public:
  explicit EngineProgram(const isa::Chip &chip);

  // Arguments of the entry "main", numbered from 0 in the order of the calls.
  unsigned input(const std::string &name, isa::ElementType type,
                 std::vector<uint64_t> shape);
  unsigned output(const std::string &name, isa::ElementType type,
                  std::vector<uint64_t> shape);
  unsigned workspace(uint64_t bytes);
  unsigned weights(std::vector<uint8_t> bytes); // at most once

  // Tag for an instruction that comes from `text`.
  uint32_t location(const std::string &text);
  // TCM address of a micro-program.
  uint32_t microProgram(const std::vector<isa::MicroInstruction> &code);

  // What the TCP of `tile` does next.
  void push(unsigned tile, unsigned queue, const isa::Instruction &instruction,
            const std::vector<Patch> &patches = {});
  void store(unsigned tile, uint64_t address, uint64_t value);
  void waitSemaphore(unsigned tile, unsigned semaphore, unsigned count);
  void addSemaphore(unsigned tile, unsigned semaphore, unsigned count);

  // Bytes of the TCM image at an address of one's own choosing; returns it.
  uint64_t data(std::span<const uint8_t> bytes, unsigned alignment = 8);

  // Replaces the code that walks the lists.
  void code(std::vector<uint32_t> words) { codeWords = std::move(words); }

  isa::ProgramMetadata metadata; // free to be changed before write
  std::vector<uint8_t> elf() const;
  void write(const std::string &path) const;

private:
  // value + (source ? what is there : 0) goes to address.
  struct Store {
    uint64_t address, value, source;
  };
  unsigned argument(isa::ArgumentKind kind, const std::string &name,
                    isa::ElementType type, std::vector<uint64_t> shape,
                    uint64_t bytes);

  std::vector<uint32_t> codeWords;
  std::vector<uint8_t> image; // from dataAddress on
  std::vector<std::vector<Store>> lists;
  std::vector<uint8_t> weightBytes;
};

} // namespace alcyone::tests
