// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations on the same blocks are one kernel: only what others need comes out
// of it, start values and scalars are repeated inside, tensors come in.
// RUN: alc-opt %s -alc-normalize -alc-fuse-elementwise -alc-form-kernels | FileCheck %s

// A product, its bias and its activation.
// CHECK-LABEL: func.func @linear
// CHECK:         %[[R:.*]] = alc.kernel "kernel_0"(%arg0, %arg1, %arg2 : tensor<64x32xbf16>, tensor<32x48xbf16>, tensor<48xf32>) -> tensor<64x48xf32> {
// CHECK:           linalg.yield %{{cst.*}} : f32
// CHECK:           %[[SUM:.*]] = linalg.generic {{.*}}"reduction"]}
// CHECK:           %[[LAST:.*]] = linalg.generic {{.*}} ins(%[[SUM]],
// CHECK:             math.tanh
// CHECK:           alc.yield %[[LAST]] : tensor<64x48xf32>
// CHECK:         return %[[R]]
// CHECK-NOT:     alc.kernel
func.func @linear(%a: tensor<64x32xbf16>, %b: tensor<32x48xbf16>, %d: tensor<48xf32>) -> tensor<64x48xf32> {
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64x48xf32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<64x48xf32>) -> tensor<64x48xf32>
  %p = linalg.matmul ins(%a, %b : tensor<64x32xbf16>, tensor<32x48xbf16>) outs(%z : tensor<64x48xf32>) -> tensor<64x48xf32>
  %w = linalg.broadcast ins(%d : tensor<48xf32>) outs(%e : tensor<64x48xf32>) dimensions = [0]
  %q = linalg.add ins(%p, %w : tensor<64x48xf32>, tensor<64x48xf32>) outs(%e : tensor<64x48xf32>) -> tensor<64x48xf32>
  %r = linalg.tanh ins(%q : tensor<64x48xf32>) outs(%e : tensor<64x48xf32>) -> tensor<64x48xf32>
  return %r : tensor<64x48xf32>
}

// A softmax: two reductions and what lies between and after them, row by row.
// CHECK-LABEL: func.func @softmax
// CHECK:         alc.kernel "kernel_0"(%arg0 : tensor<64x48xf32>) -> tensor<64x48xf32> {
// CHECK:           arith.maximumf
// CHECK:           math.exp
// CHECK:           arith.addf
// CHECK:           arith.divf
// CHECK:           alc.yield %{{.*}} : tensor<64x48xf32>
// CHECK-NOT:     alc.kernel
func.func @softmax(%a: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %low = arith.constant 0xFF800000 : f32
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64xf32>
  %m = linalg.fill ins(%low : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %x = linalg.reduce { arith.maximumf } ins(%a : tensor<64x48xf32>) outs(%m : tensor<64xf32>) dimensions = [1]
  %f = tensor.empty() : tensor<64x48xf32>
  %y = linalg.broadcast ins(%x : tensor<64xf32>) outs(%f : tensor<64x48xf32>) dimensions = [1]
  %s = linalg.sub ins(%a, %y : tensor<64x48xf32>, tensor<64x48xf32>) outs(%f : tensor<64x48xf32>) -> tensor<64x48xf32>
  %t = linalg.exp ins(%s : tensor<64x48xf32>) outs(%f : tensor<64x48xf32>) -> tensor<64x48xf32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %u = linalg.reduce { arith.addf } ins(%t : tensor<64x48xf32>) outs(%z : tensor<64xf32>) dimensions = [1]
  %w = linalg.broadcast ins(%u : tensor<64xf32>) outs(%f : tensor<64x48xf32>) dimensions = [1]
  %q = linalg.div ins(%t, %w : tensor<64x48xf32>, tensor<64x48xf32>) outs(%f : tensor<64x48xf32>) -> tensor<64x48xf32>
  return %q : tensor<64x48xf32>
}

// A value that is returned, too, is a second result.
// CHECK-LABEL: func.func @both
// CHECK:         %[[R:.*]]:2 = alc.kernel
// CHECK-SAME:      -> tensor<64xf32>, tensor<64x48xf32>
// CHECK:         return %[[R]]#1, %[[R]]#0
func.func @both(%a: tensor<64x48xf32>) -> (tensor<64x48xf32>, tensor<64xf32>) {
  %low = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<64xf32>
  %m = linalg.fill ins(%low : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %x = linalg.reduce { arith.maximumf } ins(%a : tensor<64x48xf32>) outs(%m : tensor<64xf32>) dimensions = [1]
  %f = tensor.empty() : tensor<64x48xf32>
  %y = linalg.broadcast ins(%x : tensor<64xf32>) outs(%f : tensor<64x48xf32>) dimensions = [1]
  %s = linalg.sub ins(%a, %y : tensor<64x48xf32>, tensor<64x48xf32>) outs(%f : tensor<64x48xf32>) -> tensor<64x48xf32>
  return %s, %x : tensor<64x48xf32>, tensor<64xf32>
}
