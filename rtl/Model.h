// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Verilated module as C++ uses it: with a context of its own, ended and its
// coverage kept when it goes. All models of the repository are made as this.
#pragma once

#include <verilated.h>

namespace alcyone::rtl {

#if VM_COVERAGE
/// Adds what the models of this context counted to what this process writes
/// when it ends, a file in the directory that the build names.
void keepCoverage(VerilatedContext &context);
#else
inline void keepCoverage(VerilatedContext &) {}
#endif

/// The context has to be there before the module and outlive it.
struct ModelContext {
  VerilatedContext context;
};

template <class Top> class Model : private ModelContext, public Top {
public:
  explicit Model(const char *name = "TOP") : Top(&context, name) {}
  Model(const Model &) = delete;
  Model &operator=(const Model &) = delete;

  /// The low phase of the clock, in which inputs settle, and a rising edge,
  /// after which outputs have settled.
  void edge() {
    this->clk_i = 0;
    this->eval();
    this->clk_i = 1;
    this->eval();
  }
  /// The first evaluation of a model sees no edge of the reset, but the
  /// clock's.
  void reset() {
    this->rst_ni = 0;
    edge();
    this->rst_ni = 1;
    this->eval();
  }

  ~Model() override {
    Top::final();
    keepCoverage(context);
  }
};

} // namespace alcyone::rtl
