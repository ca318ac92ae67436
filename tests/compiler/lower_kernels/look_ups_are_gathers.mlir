// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A look-up is a gather: the list's elements number the rows of the table, the
// other indices are counters or constants, and each row number is checked
// against the table's extent. The rows are shared among the tiles.
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=edge -canonicalize -cse | FileCheck %s

#list = affine_map<(d0, d1) -> (d0)>
#id = affine_map<(d0, d1) -> (d0, d1)>

// 10 rows for 4 tiles: at most 3 each.
// CHECK-LABEL: func.func private @main.rows.0
// CHECK:         %[[TILE:.*]] = alc.tile_id
// CHECK:         %[[FIRST:.*]] = arith.muli %[[TILE]], %c3_i64
// CHECK:         scf.if
// CHECK:           %[[ROWS:.*]] = arith.minsi %{{.*}}, %c3_i64
// CHECK:           alc.gather {{.*}}shape = [%[[ROWS]], 1, 1, 17], dstStride = [68, 0, 0, 4], {{.*}}srcStride = [68, 0, 0, 4],
// CHECK-SAME:        indexFormat = 6, indexLimit = 40, indexStride = 8}
func.func @main(%table: tensor<40x17xf32>, %list: tensor<10xi64>) -> tensor<10x17xf32> attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "rows"(%table, %list : tensor<40x17xf32>, tensor<10xi64>) -> tensor<10x17xf32> {
  ^bb0(%t: tensor<40x17xf32>, %l: tensor<10xi64>):
    %e = tensor.empty() : tensor<10x17xf32>
    %p = linalg.generic {indexing_maps = [#list, #id], iterator_types = ["parallel", "parallel"]}
        ins(%l : tensor<10xi64>) outs(%e : tensor<10x17xf32>) {
    ^bb0(%x: i64, %o: f32):
      %i = arith.index_cast %x : i64 to index
      %j = linalg.index 1 : index
      %v = tensor.extract %t[%i, %j] : tensor<40x17xf32>
      linalg.yield %v : f32
    } -> tensor<10x17xf32>
    alc.yield %p : tensor<10x17xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 17, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 17, 1>}]}
  return %r : tensor<10x17xf32>
}

// -----

// Columns by number: the list numbers elements of a row, whose distance is 4
// bytes; the rows of the table are a loop of the instruction.
#list = affine_map<(d0, d1) -> (d1)>
#id = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-LABEL: func.func private @main.columns.0
// CHECK:         alc.gather {{.*}}shape = [%{{.*}}, 1, 1, 40], dstStride = [4, 0, 0, 36], {{.*}}srcStride = [4, 0, 0, 68],
// CHECK-SAME:        indexFormat = 5, indexLimit = 17, indexStride = 4}
func.func @main(%table: tensor<40x17xf32>, %list: tensor<9xi32>) -> tensor<40x9xf32> attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "columns"(%table, %list : tensor<40x17xf32>, tensor<9xi32>) -> tensor<40x9xf32> {
  ^bb0(%t: tensor<40x17xf32>, %l: tensor<9xi32>):
    %e = tensor.empty() : tensor<40x9xf32>
    %p = linalg.generic {indexing_maps = [#list, #id], iterator_types = ["parallel", "parallel"]}
        ins(%l : tensor<9xi32>) outs(%e : tensor<40x9xf32>) {
    ^bb0(%x: i32, %o: f32):
      %i = arith.index_cast %x : i32 to index
      %j = linalg.index 0 : index
      %v = tensor.extract %t[%j, %i] : tensor<40x17xf32>
      linalg.yield %v : f32
    } -> tensor<40x9xf32>
    alc.yield %p : tensor<40x9xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 17, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 9, 1>}]}
  return %r : tensor<40x9xf32>
}

// -----

// Without a list it is a copy, here of a transposed corner.
#id = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-LABEL: func.func private @main.corner.0
// CHECK:         alc.copy {{.*}}shape = [1, 1, %{{.*}}, 9], dstStride = [0, 0, 36, 4], {{.*}}srcStride = [0, 0, 4, 68]
func.func @main(%table: tensor<40x17xf32>) -> tensor<7x9xf32> attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "corner"(%table : tensor<40x17xf32>) -> tensor<7x9xf32> {
  ^bb0(%t: tensor<40x17xf32>):
    %e = tensor.empty() : tensor<7x9xf32>
    %p = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<7x9xf32>) {
    ^bb0(%o: f32):
      %i = linalg.index 0 : index
      %j = linalg.index 1 : index
      %v = tensor.extract %t[%j, %i] : tensor<40x17xf32>
      linalg.yield %v : f32
    } -> tensor<7x9xf32>
    alc.yield %p : tensor<7x9xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 17, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 9, 1>}]}
  return %r : tensor<7x9xf32>
}
