// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One SystemC kernel for one chip model. SystemC keeps "the" simulation in a
// global; this makes several independent ones possible, one current at a time.
#pragma once

#include <memory>
#include <mutex>

namespace sc_core {
class sc_simcontext;
}

namespace alcyone::sim {

class KernelContext {
public:
  KernelContext();
  ~KernelContext();
  KernelContext(const KernelContext &) = delete;
  KernelContext &operator=(const KernelContext &) = delete;

  /// While it lives this kernel is the current one, and no other thread enters
  /// any kernel of the process.
  class Scope {
  public:
    explicit Scope(KernelContext &context);
    ~Scope();
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

  private:
    std::lock_guard<std::mutex> lock;
    sc_core::sc_simcontext *previous;
    sc_core::sc_simcontext *previousDefault;
  };

private:
  sc_core::sc_simcontext *kernel;
};

} // namespace alcyone::sim
