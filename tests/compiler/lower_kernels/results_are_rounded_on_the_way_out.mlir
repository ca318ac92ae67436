// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A result that is only rounded before it is stored is rounded on the way, by
// the DMA; the FP32 value may be stored as well.
// RUN: alc-opt %s -alc-lower-kernels=chip=nano -canonicalize -cse | FileCheck %s

// CHECK-LABEL: func.func private @main.product.0
// CHECK:         alc.matmul queue 0 {{.*}}cFormat = 1{{.*}} writes {{\[}}[[ID:[0-9]+]]]
// CHECK-NOT:     alc.vector
// CHECK:         alc.copy {{.*}}dstFormat = 2, {{.*}}srcFormat = 1} reads {{\[}}[[ID]]]
// CHECK:         alc.copy {{.*}}dstFormat = 1, {{.*}}srcFormat = 1} reads {{\[}}[[ID]]]
#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#c = affine_map<(m, n, k) -> (m, n)>
#id = affine_map<(i, j) -> (i, j)>
func.func @main(%a: tensor<16x64xbf16>, %b: tensor<64x32xbf16>) -> (tensor<16x32xbf16>, tensor<16x32xf32>)
    attributes {alc.arguments = [{}, {}, {}, {}, {}, {}], alc.weights = []} {
  %r:2 = alc.kernel "product"(%a, %b : tensor<16x64xbf16>, tensor<64x32xbf16>) -> tensor<16x32xbf16>, tensor<16x32xf32> {
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
    %e = tensor.empty() : tensor<16x32xbf16>
    %f = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
        ins(%p : tensor<16x32xf32>) outs(%e : tensor<16x32xbf16>) {
    ^bb0(%s: f32, %o: bf16):
      %t = arith.truncf %s : f32 to bf16
      linalg.yield %t : bf16
    } -> tensor<16x32xbf16>
    alc.yield %f, %p : tensor<16x32xbf16>, tensor<16x32xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 64, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 32, 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 32, 1>},
               {argument = 5 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}],
     tiling = {block = array<i64: 16, 32, 64>, order = array<i64>, tiles = array<i64: 1, 1, 1>}}
  return %r#0, %r#1 : tensor<16x32xbf16>, tensor<16x32xf32>
}
