// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a program file out of a linked RISC-V ELF executable: the note and the
// weights are appended as sections, everything that was there stays, symbols
// and DWARF included. The file appears under its name only when it is complete
// and has been read back without complaint.
#pragma once

#include "isa/program/Metadata.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace alcyone::isa {

// Some bytes of the weights section. `fill` writes them straight into the
// file's mapped pages, so weights are never copied twice; without it they are
// 0.
struct WeightPiece {
  uint64_t offset = 0; // from the start of the section
  uint64_t bytes = 0;
  std::function<void(std::span<uint8_t> out)> fill;
};

// A piece that is already in memory; `bytes` has to live until it is written.
WeightPiece weightPiece(uint64_t offset, std::span<const uint8_t> bytes);

// The section ends where the last piece ends; pieces may come in any order but
// may not overlap. Throws BadInput (the ELF, the metadata or the disk is not
// fit) or whatever a `fill` throws, and leaves no file behind then.
void writeProgramFile(const std::string &path,
                      std::span<const uint8_t> linkedElf,
                      const ProgramMetadata &metadata,
                      std::span<const WeightPiece> weights = {});

} // namespace alcyone::isa
