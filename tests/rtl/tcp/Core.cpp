// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Core.h"

#include "Valc_tcp_bench___024root.h"

namespace alcyone::tests {

Core::Core() {
  model.data_ready_i = 1;
  model.reset();
}

void Core::settle() {
  model.clk_i = 0;
  model.eval();
}

void Core::edge() {
  model.clk_i = 1;
  model.eval();
}

std::span<uint8_t> Core::memory() {
  auto &words = model.rootp->alc_tcp_bench__DOT__u_tcm__DOT__memory_q;
  return {reinterpret_cast<uint8_t *>(&words[0]), sizeof words};
}

isa::Fault Core::fault() const {
  return {isa::FaultCode(model.fault_code_o), model.fault_value_o};
}

} // namespace alcyone::tests
