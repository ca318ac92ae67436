// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A location as one short text that a person knows again: the name of the
// layer where there is one, else file:line:column.

#ifndef ALCYONE_COMPILER_TRANSFORMS_TOLLVM_LOCATIONTEXT_H
#define ALCYONE_COMPILER_TRANSFORMS_TOLLVM_LOCATIONTEXT_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/StringMap.h"

#include <string>

namespace alcyone::compiler {

/// The innermost name ("/encoder/layer.0/attention/self/query/MatMul"); of
/// fused locations the first that has one. Empty if nothing is known.
std::string locationText(mlir::Location location);

/// Distinct texts, numbered from 1 in the order in which they were first asked
/// for; 0 is the empty text.
class LocationTable {
public:
  uint32_t tag(mlir::Location location);
  mlir::ArrayAttr texts(mlir::MLIRContext *context) const;

private:
  llvm::StringMap<uint32_t> tags;
  llvm::SmallVector<llvm::StringRef> ordered; // keys of `tags`
};

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_TOLLVM_LOCATIONTEXT_H
