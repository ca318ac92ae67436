// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tensor unit reads its operands by rows or by columns, so that a transposed
// matrix is loaded in whole stretches and nothing is moved twice.
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=nano -canonicalize -cse | FileCheck %s

#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#c = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: func.func private @plain.product.0
// CHECK:         alc.matmul queue 0 {{.*}} m = 16, n = 32, k = 64, aStride = 128, bStride = 64, cStride = 128,
// CHECK-NOT:     Order
func.func @plain(%a: tensor<16x64xbf16>, %b: tensor<64x32xbf16>) -> tensor<16x32xf32>
    attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "product"(%a, %b : tensor<16x64xbf16>, tensor<64x32xbf16>) -> tensor<16x32xf32> {
  ^bb0(%x: tensor<16x64xbf16>, %y: tensor<64x32xbf16>):
    %z = arith.constant dense<0.0> : tensor<16x32xf32>
    %p = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %y : tensor<16x64xbf16>, tensor<64x32xbf16>) outs(%z : tensor<16x32xf32>) {
    ^bb0(%s: bf16, %t: bf16, %o: f32):
      %u = arith.extf %s : bf16 to f32
      %w = arith.extf %t : bf16 to f32
      %q = arith.mulf %u, %w : f32
      %n = arith.addf %q, %o : f32
      linalg.yield %n : f32
    } -> tensor<16x32xf32>
    alc.yield %p : tensor<16x32xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 64, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 32, 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}],
     tiling = {block = array<i64: 16, 32, 64>, order = array<i64>, tiles = array<i64: 1, 1, 1>}}
  return %r : tensor<16x32xf32>
}

// -----

#aT = affine_map<(m, n, k) -> (k, m)>
#bT = affine_map<(m, n, k) -> (n, k)>
#c = affine_map<(m, n, k) -> (m, n)>

// Both operands come in one stretch: 64 x 16 and 32 x 64 elements.
// CHECK-LABEL: func.func private @flipped.product.0
// CHECK:         alc.copy queue {{[2-9]}} {{.*}}shape = [1, 1, 1, 1024]
// CHECK:         alc.copy queue {{[2-9]}} {{.*}}shape = [1, 1, 1, 2048]
// CHECK:         alc.matmul queue 0 {{.*}} m = 16, n = 32, k = 64, aStride = 32, bStride = 128, cStride = 128,
// CHECK-SAME:      aOrder = 1, bOrder = 1
func.func @flipped(%a: tensor<64x16xbf16>, %b: tensor<32x64xbf16>) -> tensor<16x32xf32>
    attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "product"(%a, %b : tensor<64x16xbf16>, tensor<32x64xbf16>) -> tensor<16x32xf32> {
  ^bb0(%x: tensor<64x16xbf16>, %y: tensor<32x64xbf16>):
    %z = arith.constant dense<0.0> : tensor<16x32xf32>
    %p = linalg.generic {indexing_maps = [#aT, #bT, #c], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %y : tensor<64x16xbf16>, tensor<32x64xbf16>) outs(%z : tensor<16x32xf32>) {
    ^bb0(%s: bf16, %t: bf16, %o: f32):
      %u = arith.extf %s : bf16 to f32
      %w = arith.extf %t : bf16 to f32
      %q = arith.mulf %u, %w : f32
      %n = arith.addf %q, %o : f32
      linalg.yield %n : f32
    } -> tensor<16x32xf32>
    alc.yield %p : tensor<16x32xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 16, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 64, 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}],
     tiling = {block = array<i64: 16, 32, 64>, order = array<i64>, tiles = array<i64: 1, 1, 1>}}
  return %r : tensor<16x32xf32>
}
