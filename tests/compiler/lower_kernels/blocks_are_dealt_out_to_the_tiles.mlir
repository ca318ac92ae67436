// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks are dealt out to the tiles: a tile's number is its place along each
// loop that is shared out, and from there it takes every so many-th block. Of
// the four tiles of edge, tile 0 has blocks 0 and 2 here and tile 1 has block 1;
// the others go straight to the barrier.
// RUN: alc-opt %s -alc-lower-kernels=chip=edge -canonicalize -cse | FileCheck %s

// CHECK-LABEL: func.func private @main.negate.0
// CHECK-DAG:     %[[TWO:.*]] = arith.constant 2 : i64
// CHECK-DAG:     %[[FOUR:.*]] = arith.constant 4 : i64
// CHECK:         %[[TILE:.*]] = alc.tile_id
// CHECK:         %[[PLACE:.*]] = arith.remui %[[TILE]], %[[TWO]]
// CHECK:         %[[HAS_WORK:.*]] = arith.cmpi slt, %[[TILE]], %[[TWO]]
// CHECK:         scf.if %[[HAS_WORK]] {
// (3 + 2 - 1 - place) / 2 blocks:
// CHECK:           %[[LEFT:.*]] = arith.subi %[[FOUR]], %[[PLACE]]
// CHECK:           %[[COUNT:.*]] = arith.divui %[[LEFT]], %[[TWO]]
// CHECK:           scf.for %[[I:[a-z0-9]*]] = %{{.*}} to %[[COUNT]]
// CHECK:             %[[SKIPPED:.*]] = arith.muli %[[I]], %[[TWO]]
// CHECK:             %[[NUMBER:.*]] = arith.addi %[[PLACE]], %[[SKIPPED]]
// CHECK:             arith.muli %[[NUMBER]],
// CHECK:             alc.buffer {{[0-9]+}}[%[[I]]]
// CHECK:             alc.vector queue 1
// CHECK:         }
// CHECK:         alc.barrier queue 0
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @main(%a: tensor<12x64xf32>) -> tensor<12x64xf32>
    attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "negate"(%a : tensor<12x64xf32>) -> tensor<12x64xf32> {
  ^bb0(%x: tensor<12x64xf32>):
    %e = tensor.empty() : tensor<12x64xf32>
    %p = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
        ins(%x : tensor<12x64xf32>) outs(%e : tensor<12x64xf32>) {
    ^bb0(%s: f32, %o: f32):
      %u = arith.negf %s : f32
      linalg.yield %u : f32
    } -> tensor<12x64xf32>
    alc.yield %p : tensor<12x64xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 64, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 64, 1>}],
     tiling = {block = array<i64: 4, 64>, order = array<i64: 0>, tiles = array<i64: 2, 1>}}
  return %r : tensor<12x64xf32>
}
