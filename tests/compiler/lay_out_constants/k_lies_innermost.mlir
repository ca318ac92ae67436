// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants of a contraction are transposed so that the dimension it sums over
// lies innermost, and the map with them; what lies so already, or is no
// constant, stays.
// RUN: alc-opt %s -alc-lay-out-constants -canonicalize | FileCheck %s

// CHECK-DAG: #[[A:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>

#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#bT = affine_map<(m, n, k) -> (n, k)>
#c = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: func.func @rows_of_k
// CHECK:         %[[W:.*]] = arith.constant dense_resource<[[NAME:alc_constant[_0-9]*]]> : tensor<2x5xbf16>
// CHECK:         linalg.generic {indexing_maps = [#[[A]], #[[B]], #{{.*}}], {{.*}} ins(%arg0, %[[W]] : tensor<4x5xbf16>, tensor<2x5xbf16>)
func.func @rows_of_k(%x: tensor<4x5xbf16>, %z: tensor<4x2xf32>) -> tensor<4x2xf32> {
  %w = arith.constant dense_resource<w> : tensor<5x2xbf16>
  %r = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x5xbf16>, tensor<5x2xbf16>) outs(%z : tensor<4x2xf32>) {
  ^bb0(%s: bf16, %t: bf16, %o: f32):
    %u = arith.extf %s : bf16 to f32
    %v = arith.extf %t : bf16 to f32
    %p = arith.mulf %u, %v : f32
    %q = arith.addf %p, %o : f32
    linalg.yield %q : f32
  } -> tensor<4x2xf32>
  return %r : tensor<4x2xf32>
}

// CHECK-LABEL: func.func @k_innermost
// CHECK:         dense_resource<v> : tensor<2x5xbf16>
// CHECK:         linalg.generic {indexing_maps = [#[[A]], #[[B]],
func.func @k_innermost(%x: tensor<4x5xbf16>, %z: tensor<4x2xf32>) -> tensor<4x2xf32> {
  %w = arith.constant dense_resource<v> : tensor<2x5xbf16>
  %r = linalg.generic {indexing_maps = [#a, #bT, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x5xbf16>, tensor<2x5xbf16>) outs(%z : tensor<4x2xf32>) {
  ^bb0(%s: bf16, %t: bf16, %o: f32):
    %u = arith.extf %s : bf16 to f32
    %v = arith.extf %t : bf16 to f32
    %p = arith.mulf %u, %v : f32
    %q = arith.addf %p, %o : f32
    linalg.yield %q : f32
  } -> tensor<4x2xf32>
  return %r : tensor<4x2xf32>
}

// Of the columns 1, 3, 5, 7, 9 and 2, 4, 6, 8, 10 each is a row now.
// CHECK: [[NAME]]: "0x400000000100030005000700090002000400060008000A00"

{-#
  dialect_resources: {
    builtin: {
      w: "0x020000000100020003000400050006000700080009000A00",
      v: "0x020000000100030005000700090002000400060008000A00"
    }
  }
#-}
