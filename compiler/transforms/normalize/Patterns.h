// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rewrites of alc-normalize that are large enough for a file of their own.

#ifndef ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_PATTERNS_H
#define ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_PATTERNS_H

#include "mlir/IR/PatternMatch.h"

namespace alcyone::compiler {

/// After these, no generic but a contraction reads what its outs() hold, unless
/// that is one constant: the values come in as an input.
void populateStartPatterns(mlir::RewritePatternSet &patterns);

/// After these, a generic with a tensor.extract does nothing else: indices are
/// loop counters, constants and at most one element of an integer tensor, and
/// what is read is yielded.
void populateGatherPatterns(mlir::RewritePatternSet &patterns);

} // namespace alcyone::compiler

#endif // ALCYONE_COMPILER_TRANSFORMS_NORMALIZE_PATTERNS_H
