// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MLIR's diagnostics as text of Alcyone's form, `place: error: reason`, where
// a place is a layer's name or file:line:column.

#ifndef ALCYONE_COMPILER_TOOLS_DIAGNOSTICS_H
#define ALCYONE_COMPILER_TOOLS_DIAGNOSTICS_H

#include "mlir/IR/Diagnostics.h"

#include <string>

namespace alcyone::compiler {

/// Collects errors; warnings and remarks go to stderr at once.
class DiagnosticCollector {
public:
  DiagnosticCollector(mlir::MLIRContext &context, std::string model);

  /// Throws isa::Failure(BadInput) with all that was collected, or with
  /// `otherwise` if nothing was.
  [[noreturn]] void fail(const std::string &otherwise) const;

private:
  void handle(mlir::Diagnostic &diagnostic);

  std::string errors;
  unsigned count = 0;
  std::string model; // of the message, where a place has no file
  mlir::ScopedDiagnosticHandler handler;
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TOOLS_DIAGNOSTICS_H
