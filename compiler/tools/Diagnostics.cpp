// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/tools/Diagnostics.h"

#include "compiler/transforms/to_llvm/LocationText.h"
#include "isa/support/Failure.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;

namespace alcyone::compiler {

// More are rarely read, and an operation's text can be long.
static constexpr unsigned maxErrors = 10;

static std::string textOf(Diagnostic &diagnostic, StringRef kind) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  std::string place = locationText(diagnostic.getLocation());
  stream << place << (place.empty() ? "" : ": ") << kind << ": " << diagnostic;
  for (Diagnostic &note : diagnostic.getNotes())
    stream << "\n" << textOf(note, "note");
  return text;
}

DiagnosticCollector::DiagnosticCollector(MLIRContext &context,
                                         std::string model)
    : model(std::move(model)),
      handler(&context,
              [this](Diagnostic &diagnostic) { handle(diagnostic); }) {
  context.printOpOnDiagnostic(false);
}

void DiagnosticCollector::handle(Diagnostic &diagnostic) {
  if (diagnostic.getSeverity() != DiagnosticSeverity::Error) {
    bool isWarning = diagnostic.getSeverity() == DiagnosticSeverity::Warning;
    llvm::errs() << textOf(diagnostic, isWarning ? "warning" : "remark")
                 << "\n";
    return;
  }
  if (count++ >= maxErrors)
    return;
  // Operations of an ONNX model have names for places, and no file.
  bool hasFile =
      bool(diagnostic.getLocation()->findInstanceOf<FileLineColLoc>());
  errors += (errors.empty() ? "" : "\n") + (hasFile ? "" : model + ": ") +
            textOf(diagnostic, "error");
}

void DiagnosticCollector::fail(const std::string &otherwise) const {
  std::string message = errors.empty() ? otherwise : errors;
  if (count > maxErrors)
    message += "\nand " + std::to_string(count - maxErrors) + " more";
  isa::fail(isa::Category::BadInput, message);
}

} // namespace alcyone::compiler
