// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ONNX front door. ONNX is read outside our core, by a Python script that
// drives torch-mlir's importer (import_onnx.py beside this file); this runs it
// and turns what it says into a Failure.
#pragma once

#include <string>
#include <vector>

namespace alcyone::compiler {

// Writes `onnxPath` as MLIR bytecode, linalg on tensors with static shapes, to
// `outputPath`. Each of `shapes` is "INPUT=1x64" and fixes an input's open
// dimensions. Function `main` carries the tensors' names as `alc.name` on its
// arguments and results; operations have the ONNX nodes' names as locations.
// Throws isa::Failure(BadInput) with one line for the user; the output is then
// not written. The interpreter is $ALCYONE_PYTHON, else the one of the virtual
// environment that setup.sh made.
void importOnnx(const std::string &onnxPath,
                const std::vector<std::string> &shapes,
                const std::string &outputPath);

} // namespace alcyone::compiler
