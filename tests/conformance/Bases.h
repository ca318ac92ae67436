// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Instructions that trials start from. They lie in the memory of trialLayout,
// and every dimension of theirs has several elements.
#pragma once

#include "Image.h"
#include "isa/generated/Instructions.h"

#include <string_view>
#include <vector>

namespace alcyone::tests {

/// The instruction of a record; for Header one of every record.
std::vector<isa::Instruction> basesOf(std::string_view record);

/// The micro-program of the vector instruction. In front of it and behind it
/// are as many words as a section can have, which store nothing; another such
/// word is the last of control memory.
inline constexpr uint32_t microProgram = 0x8000;
void placeMicroPrograms(Image &image, const isa::Chip &chip);

} // namespace alcyone::tests
