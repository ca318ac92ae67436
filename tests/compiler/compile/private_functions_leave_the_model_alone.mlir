// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Private functions beside the model, with a body or without, leave it as it is.
// RUN: split-file %s %t
// RUN: alc compile %t/body.mlir -o %t.body.alc
// RUN: alc objdump %t.body.alc | FileCheck %s
// RUN: alc compile %t/declaration.mlir -o %t.declaration.alc
// RUN: alc objdump %t.declaration.alc | FileCheck %s

// CHECK: input x 4x4xf32
// CHECK: output y 4x4xf32

//--- body.mlir
func.func @main(%a: tensor<4x4xf32> {alc.name = "x"}) -> (tensor<4x4xf32> {alc.name = "y"}) {
  %e = tensor.empty() : tensor<4x4xf32>
  %r = linalg.exp ins(%a : tensor<4x4xf32>) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %r : tensor<4x4xf32>
}
func.func private @helper(%a: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %r = linalg.tanh ins(%a : tensor<8xf32>) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  return %r : tensor<8xf32>
}

//--- declaration.mlir
func.func private @helper(tensor<8xf32>) -> tensor<8xf32>
func.func @main(%a: tensor<4x4xf32> {alc.name = "x"}) -> (tensor<4x4xf32> {alc.name = "y"}) {
  %e = tensor.empty() : tensor<4x4xf32>
  %r = linalg.exp ins(%a : tensor<4x4xf32>) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %r : tensor<4x4xf32>
}
