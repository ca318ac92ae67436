// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: split-file %s %t
// RUN: not alc compile %t/dynamic.mlir -o %t.alc 2>&1 | FileCheck --check-prefix=DYNAMIC %s
// RUN: not alc compile %t/memref.mlir -o %t.alc 2>&1 | FileCheck --check-prefix=MEMREF %s
// RUN: not alc compile %t/two.mlir -o %t.alc 2>&1 | FileCheck --check-prefix=TWO %s
// RUN: not alc compile %t/none.mlir -o %t.alc 2>&1 | FileCheck --check-prefix=NONE %s
// RUN: not alc compile %t/missing.mlir -o %t.alc 2>&1 | FileCheck --check-prefix=MISSING %s
// RUN: not alc compile %t/text.mlir -o %t.alc 2>&1 | FileCheck --check-prefix=TEXT %s
// RUN: not ls %t.alc

//--- dynamic.mlir
// DYNAMIC: dynamic.mlir:2:1: error: input ids has type 'tensor<?x3xi64>'; static shapes are needed
func.func @main(%ids: tensor<?x3xi64> {alc.name = "ids"}) { return }

//--- memref.mlir
// MEMREF: error: input 0 has type 'memref<3xf32>'; models are made of tensors, not of memrefs
func.func @main(%x: memref<3xf32>) { return }

//--- two.mlir
func.func @main() { return }
// TWO: error: a model has one public function, but other stands beside main
func.func @other() { return }

//--- none.mlir
// NONE: none.mlir:{{.*}} error: a model has one public function; there is none
func.func private @main() { return }

//--- text.mlir
// TEXT: text.mlir:2:1: error:
Lorem ipsum

// MISSING: bad input: {{.*}}missing.mlir: cannot be read: No such file or directory
