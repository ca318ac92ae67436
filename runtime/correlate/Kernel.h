// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernels on which two models of time are compared: a fixed list for a
// chip of one tile, from one instruction alone to layers of a transformer.
#pragma once

#include <string>
#include <vector>

namespace alcyone::correlate {

struct Kernel {
  enum class Language : uint8_t {
    Assembler, // of `alc asm`
    Linalg,    // MLIR, for the compiler
  };
  std::string family; // "tensor", "layer", ...
  std::string name;   // unique in its family
  Language language = Language::Assembler;
  std::string text;

  std::string fullName() const { return family + "/" + name; }
};

using Kernels = std::vector<Kernel>;

/// All of them, family by family.
Kernels allKernels();

// The families, each in a file of its own.
void addTensorKernels(Kernels &to);
void addVectorKernels(Kernels &to);
void addDmaKernels(Kernels &to);
void addControlKernels(Kernels &to);
void addSemaphoreKernels(Kernels &to);
void addPairKernels(Kernels &to);
void addLayerKernels(Kernels &to);

} // namespace alcyone::correlate
