// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler as one call: a model file in, a program file (or the form that
// the model has on the way) out. No LLVM or MLIR in this header.

#ifndef ALCYONE_COMPILER_TOOLS_COMPILE_H
#define ALCYONE_COMPILER_TOOLS_COMPILE_H

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace alcyone::compiler {

/// The forms that a model passes through, in this order.
enum class Stage {
  Linalg,    // linalg on tensors, as a front end delivers it
  Engine,    // control code with engine operations (the alc dialect)
  Llvm,      // the LLVM dialect
  Assembler, // RISC-V assembler; can be written, not read
  Program    // the program file
};

/// "linalg", "engine", "llvm", "asm", "program"; throws
/// isa::Failure(BadInput) listing them for any other text.
Stage parseStage(std::string_view text);

struct CompileOptions {
  std::string model;               // .onnx, .mlir or .mlirbc
  std::string chip = "nano";       // name or file
  std::vector<std::string> shapes; // "INPUT=1x64", for ONNX
  std::string output;              // "-" is standard output, if text is written
  Stage from = Stage::Linalg;      // what the model file holds
  Stage to = Stage::Program;
  /// Told what begins, for people who wait.
  std::function<void(const std::string &)> progress = [](const auto &) {};
};

/// Throws isa::Failure with one line `place: error: reason` for each problem
/// found. The output appears complete or not at all.
void compile(const CompileOptions &options);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TOOLS_COMPILE_H
