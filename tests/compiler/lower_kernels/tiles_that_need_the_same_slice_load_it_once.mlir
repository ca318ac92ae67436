// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Four tiles, two along m and two along n. Neighbours in n multiply the same
// rows of A: one of them loads for both. Those along m, whose numbers lie two
// apart, do so with columns of B. Each tile's tensor unit waits until its slice
// has come, and the leader learns when each has done with it; the proof is
// alc-check-schedule's. Queue 12 belongs to the cluster's DMA.
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=edge -canonicalize -cse | FileCheck %s
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=edge -canonicalize -cse -alc-insert-semaphores -alc-check-schedule=chip=edge -o /dev/null

#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#c = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: func.func private @in_step.product.0
// CHECK:         alc.tile_id
// CHECK:         %[[LOADS_A:.*]] = arith.cmpi slt,
// CHECK:         scf.if %[[LOADS_A]]
// CHECK:         %[[LOADS_B:.*]] = arith.cmpi slt,
// CHECK:         scf.if %[[LOADS_B]]
// CHECK:         scf.for
// CHECK:           alc.buffer [[A:[0-9]+]]
// CHECK:           scf.if %[[LOADS_A]] {
// CHECK:             alc.copy queue 12 {{.*}}multicastCount = 2, multicastStride = 1, {{.*}} signals {{\[}}[[A_FULL:[0-9]+]] : 1 -> 65533] writes {{\[}}[[A]]]
// CHECK:           }
// CHECK:           scf.for
// CHECK:             alc.buffer [[B:[0-9]+]]
// CHECK:             scf.if %[[LOADS_B]] {
// CHECK:               alc.copy queue 12 {{.*}}multicastCount = 2, multicastStride = 2, {{.*}} signals {{\[}}[[B_FULL:[0-9]+]] : 1 -> 65533] writes {{\[}}[[B]]]
// CHECK:             }
// CHECK:             alc.matmul queue 0
func.func @in_step(%a: tensor<64x48xbf16>, %b: tensor<48x64xbf16>) -> tensor<64x64xf32>
    attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "product"(%a, %b : tensor<64x48xbf16>, tensor<48x64xbf16>) -> tensor<64x64xf32> {
  ^bb0(%x: tensor<64x48xbf16>, %y: tensor<48x64xbf16>):
    %z = arith.constant dense<0.0> : tensor<64x64xf32>
    %p = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %y : tensor<64x48xbf16>, tensor<48x64xbf16>) outs(%z : tensor<64x64xf32>) {
    ^bb0(%s: bf16, %t: bf16, %o: f32):
      %u = arith.extf %s : bf16 to f32
      %w = arith.extf %t : bf16 to f32
      %q = arith.mulf %u, %w : f32
      %n = arith.addf %q, %o : f32
      linalg.yield %n : f32
    } -> tensor<64x64xf32>
    alc.yield %p : tensor<64x64xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 48, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 64, 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 64, 1>}],
     tiling = {block = array<i64: 16, 16, 48>, order = array<i64: 0, 1>, tiles = array<i64: 2, 2, 1>}}
  return %r : tensor<64x64xf32>
}

// -----

#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#c = affine_map<(m, n, k) -> (m, n)>

// Three blocks of rows for two tiles: one tile goes through the columns of B
// once more than the other, so that nobody can load them for both.
// CHECK-LABEL: func.func private @out_of_step.product.0
// CHECK:         scf.for
// CHECK:           alc.copy queue 12 {{.*}}multicastCount = 2, multicastStride = 1,
// CHECK:           scf.for
// CHECK:             alc.buffer [[B:[0-9]+]]
// CHECK:             alc.copy
// CHECK-NOT:           multicast
// CHECK-SAME:          writes {{\[}}[[B]]]
func.func @out_of_step(%a: tensor<48x48xbf16>, %b: tensor<48x64xbf16>) -> tensor<48x64xf32>
    attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "product"(%a, %b : tensor<48x48xbf16>, tensor<48x64xbf16>) -> tensor<48x64xf32> {
  ^bb0(%x: tensor<48x48xbf16>, %y: tensor<48x64xbf16>):
    %z = arith.constant dense<0.0> : tensor<48x64xf32>
    %p = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %y : tensor<48x48xbf16>, tensor<48x64xbf16>) outs(%z : tensor<48x64xf32>) {
    ^bb0(%s: bf16, %t: bf16, %o: f32):
      %u = arith.extf %s : bf16 to f32
      %w = arith.extf %t : bf16 to f32
      %q = arith.mulf %u, %w : f32
      %n = arith.addf %q, %o : f32
      linalg.yield %n : f32
    } -> tensor<48x64xf32>
    alc.yield %p : tensor<48x64xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 48, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 64, 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 64, 1>}],
     tiling = {block = array<i64: 16, 16, 48>, order = array<i64: 0, 1>, tiles = array<i64: 2, 2, 1>}}
  return %r : tensor<48x64xf32>
}
