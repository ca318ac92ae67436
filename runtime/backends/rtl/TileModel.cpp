// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "runtime/backends/rtl/TileModel.h"

#include "isa/support/Failure.h"

#include <verilated_sym_props.h>

namespace alcyone::runtime {

uint8_t *TileModel::backDoor(const std::string &instance,
                             const char *variable) const {
  const std::string name = "tile.alc_tile" + instance;
  const VerilatedScope *scope = context.scopeFind(name.c_str());
  const VerilatedVar *found = scope ? scope->varFind(variable) : nullptr;
  if (!found)
    isa::fail(isa::Category::ModelBug,
              "the RTL has no public " + name + "." + variable);
  return static_cast<uint8_t *>(found->datap());
}

} // namespace alcyone::runtime
