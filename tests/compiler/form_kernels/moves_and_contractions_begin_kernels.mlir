// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A kernel has one contraction, its first operation, and moves of data are
// kernels of the DMA alone.
// RUN: alc-opt %s -alc-normalize -alc-fuse-elementwise -alc-form-kernels | FileCheck %s

// CHECK-LABEL: func.func @two_products
// CHECK:         %[[FIRST:.*]] = alc.kernel "kernel_0"(%arg0, %arg1 :
// CHECK:           linalg.generic {{.*}}"reduction"]}
// CHECK:           arith.truncf
// CHECK:           alc.yield %{{.*}} : tensor<64x48xbf16>
// CHECK:         alc.kernel "kernel_1"(%[[FIRST]], %arg2 :
// CHECK:           linalg.generic {{.*}}"reduction"]}
// CHECK-NOT:     alc.kernel
func.func @two_products(%a: tensor<64x32xbf16>, %b: tensor<32x48xbf16>, %c: tensor<48x32xbf16>) -> tensor<64x32xf32> {
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64x48xf32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<64x48xf32>) -> tensor<64x48xf32>
  %p = linalg.matmul ins(%a, %b : tensor<64x32xbf16>, tensor<32x48xbf16>) outs(%z : tensor<64x48xf32>) -> tensor<64x48xf32>
  %f = tensor.empty() : tensor<64x48xbf16>
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%p : tensor<64x48xf32>) outs(%f : tensor<64x48xbf16>) {
  ^bb0(%x: f32, %o: bf16):
    %s = arith.truncf %x : f32 to bf16
    linalg.yield %s : bf16
  } -> tensor<64x48xbf16>
  %g = tensor.empty() : tensor<64x32xf32>
  %y = linalg.fill ins(%v : f32) outs(%g : tensor<64x32xf32>) -> tensor<64x32xf32>
  %r = linalg.matmul ins(%q, %c : tensor<64x48xbf16>, tensor<48x32xbf16>) outs(%y : tensor<64x32xf32>) -> tensor<64x32xf32>
  return %r : tensor<64x32xf32>
}

// A fill that is needed in memory, an insertion and a look-up each stand alone,
// and nothing joins them.
// CHECK-LABEL: func.func @moves
// CHECK:         %[[FILL:.*]] = alc.kernel "kernel_0"() -> tensor<4x22xf32> {
// CHECK:         %[[PADDED:.*]] = alc.kernel "kernel_1"(%arg0, %[[FILL]] :
// CHECK-NEXT:    ^bb0
// CHECK-NEXT:      tensor.insert_slice
// CHECK-NEXT:      alc.yield
// CHECK:         %[[ROWS:.*]] = alc.kernel "kernel_2"(%arg1, %arg2 :
// CHECK:           tensor.extract
// CHECK:         alc.kernel "kernel_3"(%[[PADDED]], %[[ROWS]] :
// CHECK:           arith.addf
func.func @moves(%a: tensor<3x17xf32>, %table: tensor<9x22xf32>, %list: tensor<4xi64>) -> (tensor<4x22xf32>, tensor<4x22xf32>) {
  %r = tensor.pad %a low[1, 2] high[0, 3] {
  ^bb0(%i: index, %j: index):
    %v = arith.constant 9.0 : f32
    tensor.yield %v : f32
  } : tensor<3x17xf32> to tensor<4x22xf32>
  %e = tensor.empty() : tensor<4x22xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
      ins(%list : tensor<4xi64>) outs(%e : tensor<4x22xf32>) {
  ^bb0(%x: i64, %o: f32):
    %i = arith.index_cast %x : i64 to index
    %j = linalg.index 1 : index
    %v = tensor.extract %table[%i, %j] : tensor<9x22xf32>
    linalg.yield %v : f32
  } -> tensor<4x22xf32>
  %s = linalg.add ins(%r, %q : tensor<4x22xf32>, tensor<4x22xf32>) outs(%e : tensor<4x22xf32>) -> tensor<4x22xf32>
  return %s, %r : tensor<4x22xf32>, tensor<4x22xf32>
}
