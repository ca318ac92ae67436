// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sum of a contraction may go in steps, of whole groups of 16 products, so
// that no product is missing in the middle.
// RUN: alc-opt %s -alc-compile=chip=nano -mlir-print-ir-after=alc-tile-kernels -o /dev/null 2>&1 | %python %S/Inputs/tilings.py kernel_0=m:64,n:64,k:100003 | FileCheck %s

// CHECK: kernel_0: 1 tiles of {{.*}} k 100003 -> {{[0-9]+}} * 16
func.func @main(%a: tensor<64x100003xbf16>, %b: tensor<100003x64xbf16>) -> tensor<64x64xf32> {
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64x64xf32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<64x64xf32>) -> tensor<64x64xf32>
  %p = linalg.matmul ins(%a, %b : tensor<64x100003xbf16>, tensor<100003x64xbf16>) outs(%z : tensor<64x64xf32>) -> tensor<64x64xf32>
  return %p : tensor<64x64xf32>
}
