// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sim/kernel/KernelContext.h"

#include <systemc>

// libsystemc's own main, which is not used, refers to it.
extern "C" int sc_main(int, char **) { return 0; }

namespace alcyone::sim {
namespace {

std::mutex kernelMutex;

} // namespace

KernelContext::KernelContext() : kernel(new sc_core::sc_simcontext) {}

KernelContext::~KernelContext() {
  const Scope scope(*this);
  delete kernel;
}

KernelContext::Scope::Scope(KernelContext &context)
    : lock(kernelMutex), previous(sc_core::sc_curr_simcontext),
      previousDefault(sc_core::sc_default_global_context) {
  sc_core::sc_curr_simcontext = context.kernel;
  sc_core::sc_default_global_context = context.kernel;
}

KernelContext::Scope::~Scope() {
  sc_core::sc_curr_simcontext = previous;
  sc_core::sc_default_global_context = previousDefault;
}

} // namespace alcyone::sim
