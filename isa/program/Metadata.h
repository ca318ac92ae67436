// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program file says about itself: the note .note.alc, as JSON text.
// Addresses are TCM addresses, the same in every tile.
#pragma once

#include "isa/program/Requirements.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::isa {

enum class ElementType : uint8_t { F32, BF16, I64, I32, I8, I1 };

std::string_view elementTypeName(ElementType type); // "f32", "bf16", ...
unsigned elementBytes(ElementType type);            // an i1 takes a byte

enum class ArgumentKind : uint8_t { Weights, Workspace, Input, Output };

std::string_view argumentKindName(ArgumentKind kind); // "weights", ...

// A buffer in HBM whose address the loader writes into the argument table.
// Weights and workspace are plain bytes and need no shape; an input or output
// has exactly shape x element size bytes, row-major and dense.
struct ProgramArgument {
  ArgumentKind kind = ArgumentKind::Input;
  std::string name;
  ElementType type = ElementType::I8;
  std::vector<uint64_t> shape;
  uint64_t bytes = 0;

  bool operator==(const ProgramArgument &) const = default;
};

// A place where the control processors of all tiles can start.
struct EntryPoint {
  std::string name;
  uint64_t address = 0;
  std::vector<ProgramArgument> arguments;

  bool operator==(const EntryPoint &) const = default;
};

struct ProgramMetadata {
  std::string compiledFor; // the chip's name, for messages only
  Requirements requirements;
  uint64_t argumentsAddress = 0; // of a table of 8-byte HBM addresses
  std::vector<EntryPoint> entries;
  std::vector<std::string> locations = {""}; // by descriptor tag; 0 is "none"

  bool operator==(const ProgramMetadata &) const = default;
};

// The two directions. Reading checks everything that can be checked without the
// rest of the file and throws BadInput with `origin`, key path and reason; an
// ISA version other than ours is refused by number.
std::string metadataToJson(const ProgramMetadata &metadata);
ProgramMetadata metadataFromJson(std::string_view json, std::string origin);

} // namespace alcyone::isa
