// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Links one RISC-V object into the executable image of a tile's control memory
// with lld, in process: code first, then constants, data and zeroed data, from
// address 0x100 on. Symbols and DWARF stay.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace alcyone::isa {

// Throws BadInput with the linker's messages.
std::vector<uint8_t> linkImage(std::span<const uint8_t> object);

} // namespace alcyone::isa
