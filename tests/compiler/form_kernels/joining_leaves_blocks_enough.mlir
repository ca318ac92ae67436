// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An operation joins a kernel only if that leaves independent blocks enough: a
// sum over all rows needs them all, so that no two of them lie in blocks apart.
// RUN: alc-opt %s -alc-normalize -alc-fuse-elementwise -alc-form-kernels | FileCheck %s

// CHECK-LABEL: func.func @large
// CHECK:         %[[ROWS:.*]] = alc.kernel "kernel_0"(%arg0 :
// CHECK:           arith.maximumf
// CHECK:         alc.kernel "kernel_1"(%[[ROWS]] :
// CHECK:           arith.addf
func.func @large(%a: tensor<64x16384xf32>) -> tensor<f32> {
  %low = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<64xf32>
  %m = linalg.fill ins(%low : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %x = linalg.reduce { arith.maximumf } ins(%a : tensor<64x16384xf32>) outs(%m : tensor<64xf32>) dimensions = [1]
  %v = arith.constant 0.0 : f32
  %f = tensor.empty() : tensor<f32>
  %z = linalg.fill ins(%v : f32) outs(%f : tensor<f32>) -> tensor<f32>
  %u = linalg.reduce { arith.addf } ins(%x : tensor<64xf32>) outs(%z : tensor<f32>) dimensions = [0]
  return %u : tensor<f32>
}

// Few elements are not worth two kernels.
// CHECK-LABEL: func.func @small
// CHECK:         alc.kernel "kernel_0"(%arg0 :
// CHECK:           arith.maximumf
// CHECK:           arith.addf
// CHECK-NOT:     alc.kernel
func.func @small(%a: tensor<8x8xf32>) -> tensor<f32> {
  %low = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<8xf32>
  %m = linalg.fill ins(%low : f32) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  %x = linalg.reduce { arith.maximumf } ins(%a : tensor<8x8xf32>) outs(%m : tensor<8xf32>) dimensions = [1]
  %v = arith.constant 0.0 : f32
  %f = tensor.empty() : tensor<f32>
  %z = linalg.fill ins(%v : f32) outs(%f : tensor<f32>) -> tensor<f32>
  %u = linalg.reduce { arith.addf } ins(%x : tensor<8xf32>) outs(%z : tensor<f32>) dimensions = [0]
  return %u : tensor<f32>
}
