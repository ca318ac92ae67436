// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Micro-instructions as data and what can be done with them; part of
// isa/generated/MicroInstructions.h. Implemented in
// isa/tvp/MicroCodec.cpp and isa/tvp/MicroText.cpp.
#pragma once

#include "isa/engines/ParseResult.h"
#include "isa/generated/MicroInstructions.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace alcyone::isa {

// Numbers of sources beyond the registers v0..v31.
inline constexpr uint8_t microRegisters = 32;
inline constexpr uint8_t firstStreamSource = 32; // s0..s3
inline constexpr uint8_t firstIndexSource = 36;  // i0..i3
inline constexpr uint8_t microSources = 40;      // none from here on

struct MicroInstruction {
  MicroOp op{};
  uint8_t rd = 0; // a register; of a store the output stream, 0 or 1
  uint8_t ra = 0; // sources
  uint8_t rb = 0;
  uint8_t rc = 0;
  uint16_t imm = 0;

  bool operator==(const MicroInstruction &) const = default;
};

struct MicroInfo {
  std::string_view name;
  MicroOp op;
  MicroForm form;
  MicroUnit unit;
  unsigned sources; // used, in the order ra, rb, rc
  bool isSfu;
  bool isCrossLane;
  std::string_view summary;

  bool isStore() const { return form == MicroForm::Store; }
  bool isImmediate() const { return form == MicroForm::Immediate; }
};

// All micro-instructions, in the order of their opcodes.
std::span<const MicroInfo> microInstructions();

// The row of the table; null if there is none.
const MicroInfo *findMicro(uint8_t op);
const MicroInfo *findMicro(std::string_view mnemonic);

// Fields that the form does not use are encoded as 0.
uint32_t encodeMicro(const MicroInstruction &instruction);

// Nothing if the word is illegal: unknown op, source or stream, or bits set
// that must be 0.
std::optional<MicroInstruction> decodeMicro(uint32_t word);

// `fma v3, v1, s0, v2`, `movhi v1, 0x3f80`, `store o0, v3`
std::string printMicro(const MicroInstruction &instruction);
ParseResult<MicroInstruction> parseMicro(std::string_view text);

} // namespace alcyone::isa
