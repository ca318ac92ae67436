// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Only what is parallel in every operation of a kernel is cut: a softmax has
// its rows shared out, and each row in one piece.
// RUN: alc-opt %s -alc-compile=chip=edge -mlir-print-ir-after=alc-tile-kernels -o /dev/null 2>&1 | %python %S/Inputs/tilings.py kernel_0=rows:4096,columns:1001 | FileCheck %s

// CHECK: kernel_0: 4 tiles of {{[0-9]+}} blocks, cut rows 4096 -> {{[0-9 *]+$}}
func.func @main(%a: tensor<4096x1001xf32>) -> tensor<4096x1001xf32> {
  %low = arith.constant 0xFF800000 : f32
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4096xf32>
  %m = linalg.fill ins(%low : f32) outs(%e : tensor<4096xf32>) -> tensor<4096xf32>
  %x = linalg.reduce { arith.maximumf } ins(%a : tensor<4096x1001xf32>) outs(%m : tensor<4096xf32>) dimensions = [1]
  %f = tensor.empty() : tensor<4096x1001xf32>
  %y = linalg.broadcast ins(%x : tensor<4096xf32>) outs(%f : tensor<4096x1001xf32>) dimensions = [1]
  %s = linalg.sub ins(%a, %y : tensor<4096x1001xf32>, tensor<4096x1001xf32>) outs(%f : tensor<4096x1001xf32>) -> tensor<4096x1001xf32>
  %t = linalg.exp ins(%s : tensor<4096x1001xf32>) outs(%f : tensor<4096x1001xf32>) -> tensor<4096x1001xf32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<4096xf32>) -> tensor<4096xf32>
  %u = linalg.reduce { arith.addf } ins(%t : tensor<4096x1001xf32>) outs(%z : tensor<4096xf32>) dimensions = [1]
  %w = linalg.broadcast ins(%u : tensor<4096xf32>) outs(%f : tensor<4096x1001xf32>) dimensions = [1]
  %q = linalg.div ins(%t, %w : tensor<4096x1001xf32>, tensor<4096x1001xf32>) outs(%f : tensor<4096x1001xf32>) -> tensor<4096x1001xf32>
  return %q : tensor<4096x1001xf32>
}
