// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shows a program file as text: what it needs, its entries, the control code,
// and the descriptors and micro-programs in its data.
//
// A descriptor is found by a symbol whose bytes decode as one engine
// instruction or as several, one after another; a micro-program by a symbol
// alc.micro.* or by a `vector` descriptor that names its address.
#pragma once

#include "isa/program/ProgramFile.h"

#include <iosfwd>

namespace alcyone::isa {

void disassemble(const ProgramFile &program, std::ostream &out);

} // namespace alcyone::isa
