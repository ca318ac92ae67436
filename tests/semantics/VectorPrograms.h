// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small vector instructions for tests, written as one writes assembler.
#pragma once

#include "isa/generated/Instructions.h"
#include "isa/generated/MicroInstructions.h"

#include <initializer_list>
#include <vector>

namespace alcyone::isa {

using Words = std::vector<uint32_t>;

inline Words assemble(std::initializer_list<const char *> lines) {
  Words words;
  for (const char *line : lines)
    words.push_back(encodeMicro(*parseMicro(line)));
  return words;
}

inline Vector rows(uint32_t d1, uint32_t l) {
  Vector inst;
  inst.size = {1, d1, 1, l};
  return inst;
}

inline void rowMajor(Vector &inst, unsigned s, uint32_t base) {
  inst.format[s] = Format::Fp32;
  inst.base[s] = base;
  inst.stride[s * 4 + 1] = int32_t(4 * inst.size[3]);
  inst.stride[s * 4 + 3] = 4;
}

} // namespace alcyone::isa
