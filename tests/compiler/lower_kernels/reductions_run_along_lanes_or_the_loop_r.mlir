// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reductions: lanes run along the reduced dimension where that is contiguous
// and the operation allows any order; otherwise along another one, and the
// reduction is the loop r. More reduced dimensions than that are further
// instructions, which go on from what the results hold.
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=nano -canonicalize -cse | FileCheck %s

// Sums of rows: lanes in the row, which meet at its end.
// CHECK:         alc.micro_program {{.*}} setup ["movhi [[ZERO:v[0-9]+]], 0x0"] before ["mov [[SUM:v[0-9]+]], [[ZERO]]"]
// CHECK-SAME:      body ["add [[SUM]], {{.*}}"] after ["rsum [[ALL:v[0-9]+]], [[SUM]]", "store o0, [[ALL]]"]
// CHECK-LABEL: func.func private @rows.sum.0
// CHECK:         alc.vector queue 1 {{.*}}size = [1, 8, 1, 24]{{.*}} laneReduce = 1
#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @rows(%a: tensor<8x24xf32>) -> tensor<8xf32>
    attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "sum"(%a : tensor<8x24xf32>) -> tensor<8xf32> {
  ^bb0(%x: tensor<8x24xf32>):
    %z = arith.constant dense<0.0> : tensor<8xf32>
    %p = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
        ins(%x : tensor<8x24xf32>) outs(%z : tensor<8xf32>) {
    ^bb0(%s: f32, %o: f32):
      %u = arith.addf %s, %o : f32
      linalg.yield %u : f32
    } -> tensor<8xf32>
    alc.yield %p : tensor<8xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 24, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 1>}],
     tiling = {block = array<i64: 8, 24>, order = array<i64>, tiles = array<i64: 1, 1>}}
  return %r : tensor<8xf32>
}

// -----

// Sums of columns: a lane a column, r over the rows.
// CHECK:         alc.micro_program {{.*}} before ["mov [[SUM:v[0-9]+]], {{.*}}"] body ["add [[SUM]], {{.*}}"] after ["store o0, [[SUM]]"]
// CHECK-LABEL: func.func private @columns.sum.0
// CHECK:         alc.vector queue 1 {{.*}}size = [1, 1, 8, 24], {{.*}} stride = [0, 0, 96, 4,
// CHECK-NOT:     laneReduce
#id = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>
func.func @columns(%a: tensor<8x24xf32>) -> tensor<24xf32>
    attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "sum"(%a : tensor<8x24xf32>) -> tensor<24xf32> {
  ^bb0(%x: tensor<8x24xf32>):
    %z = arith.constant dense<0.0> : tensor<24xf32>
    %p = linalg.generic {indexing_maps = [#id, #column], iterator_types = ["reduction", "parallel"]}
        ins(%x : tensor<8x24xf32>) outs(%z : tensor<24xf32>) {
    ^bb0(%s: f32, %o: f32):
      %u = arith.addf %s, %o : f32
      linalg.yield %u : f32
    } -> tensor<24xf32>
    alc.yield %p : tensor<24xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 24, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 1>}],
     tiling = {block = array<i64: 8, 24>, order = array<i64>, tiles = array<i64: 1, 1>}}
  return %r : tensor<24xf32>
}

// -----

// A Horner sum has an order: no lanes along it.
// CHECK-LABEL: func.func private @horner.sum.0
// CHECK:         alc.vector queue 1 {{.*}}size = [1, 1, 24, 8]
// CHECK-NOT:     laneReduce
#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @horner(%a: tensor<8x24xf32>) -> tensor<8xf32>
    attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "sum"(%a : tensor<8x24xf32>) -> tensor<8xf32> {
  ^bb0(%x: tensor<8x24xf32>):
    %half = arith.constant 0.5 : f32
    %z = arith.constant dense<0.0> : tensor<8xf32>
    %p = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
        ins(%x : tensor<8x24xf32>) outs(%z : tensor<8xf32>) {
    ^bb0(%s: f32, %o: f32):
      %t = arith.mulf %o, %half : f32
      %u = arith.addf %t, %s : f32
      linalg.yield %u : f32
    } -> tensor<8xf32>
    alc.yield %p : tensor<8xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 24, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 1>}],
     tiling = {block = array<i64: 8, 24>, order = array<i64>, tiles = array<i64: 1, 1>}}
  return %r : tensor<8xf32>
}

// -----

// Of four reduced dimensions that do not join, lanes and r take two. The other
// two are 3 * 5 steps: the first instruction starts from zero, those of the loop
// over the 14 others go on from the results, which they read as a second stream.
// CHECK:         alc.micro_program @[[GO_ON:[a-z0-9_]*]] {{.*}}after ["rsum [[ALL:v[0-9]+]], {{[^"]*}}", "add [[SUM:v[0-9]+]], [[ALL]], s1", "store o0, [[SUM]]"]
// CHECK:         alc.micro_program @[[START:[a-z0-9_]*]] {{.*}}after ["rsum [[ALL:v[0-9]+]], {{[^"]*}}", "store o0, [[ALL]]"]
// CHECK-LABEL: func.func private @apart.sum.0
// CHECK:         %[[MORE:.*]] = arith.constant 14 : i64
// CHECK:         alc.vector queue 1 program @[[START]]
// CHECK:         scf.for %{{.*}} = %{{.*}} to %[[MORE]]
// CHECK:           alc.vector queue 1 program @[[GO_ON]]
#all = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d1, d2, d3, d4, d5, d6)>
#kept = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d1, d3, d5)>
func.func @apart(%a: tensor<3x2x5x2x7x2x4xf32>) -> tensor<2x2x2xf32>
    attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "sum"(%a : tensor<3x2x5x2x7x2x4xf32>) -> tensor<2x2x2xf32> {
  ^bb0(%x: tensor<3x2x5x2x7x2x4xf32>):
    %z = arith.constant dense<0.0> : tensor<2x2x2xf32>
    %p = linalg.generic {indexing_maps = [#all, #kept],
        iterator_types = ["reduction", "parallel", "reduction", "parallel", "reduction", "parallel", "reduction"]}
        ins(%x : tensor<3x2x5x2x7x2x4xf32>) outs(%z : tensor<2x2x2xf32>) {
    ^bb0(%s: f32, %o: f32):
      %u = arith.addf %s, %o : f32
      linalg.yield %u : f32
    } -> tensor<2x2x2xf32>
    alc.yield %p : tensor<2x2x2xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 1120, 560, 112, 56, 8, 4, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 4, 2, 1>}],
     tiling = {block = array<i64: 3, 2, 5, 2, 7, 2, 4>, order = array<i64>, tiles = array<i64: 1, 1, 1, 1, 1, 1, 1>}}
  return %r : tensor<2x2x2xf32>
}
