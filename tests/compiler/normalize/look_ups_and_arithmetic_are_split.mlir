// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A generic that looks up and computes becomes three: one that computes row
// numbers, one that only looks up, and the rest, which reads the rows.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

#list = affine_map<(d0, d1) -> (d0)>
#id = affine_map<(d0, d1) -> (d0, d1)>

// CHECK-LABEL: func.func @looked_up_and_doubled
// CHECK-SAME:    (%[[TABLE:.*]]: tensor<40x17xf32>, %[[LIST:.*]]: tensor<9xi64>)
// CHECK:         %[[NUMBERS:.*]] = linalg.generic {{.*}}iterator_types = ["parallel"]} ins(%[[LIST]] : tensor<9xi64>)
// CHECK:           arith.addi
// CHECK-NOT:       tensor.extract
// CHECK:         %[[ROWS:.*]] = linalg.generic {{.*}} ins(%[[NUMBERS]] : tensor<9xi64>)
// CHECK:           %[[ELEMENT:.*]] = tensor.extract %[[TABLE]]
// CHECK-NEXT:      linalg.yield %[[ELEMENT]]
// CHECK:         linalg.generic {{.*}} ins(%[[ROWS]] : tensor<9x17xf32>)
// CHECK:           arith.addf
// CHECK-NOT:     tensor.extract
func.func @looked_up_and_doubled(%table: tensor<40x17xf32>, %list: tensor<9xi64>) -> tensor<9x17xf32> {
  %e = tensor.empty() : tensor<9x17xf32>
  %one = arith.constant 1 : i64
  %r = linalg.generic {indexing_maps = [#list, #id], iterator_types = ["parallel", "parallel"]}
      ins(%list : tensor<9xi64>) outs(%e : tensor<9x17xf32>) {
  ^bb0(%x: i64, %y: f32):
    %n = arith.addi %x, %one : i64
    %i = arith.index_cast %n : i64 to index
    %j = linalg.index 1 : index
    %v = tensor.extract %table[%i, %j] : tensor<40x17xf32>
    %s = arith.addf %v, %v : f32
    linalg.yield %s : f32
  } -> tensor<9x17xf32>
  return %r : tensor<9x17xf32>
}

// A look-up that is one already stays as it is.
// CHECK-LABEL: func.func @plain
// CHECK:         linalg.generic
// CHECK:           tensor.extract
// CHECK-NOT:     linalg.generic
func.func @plain(%table: tensor<40x17xf32>, %list: tensor<9xi64>) -> tensor<9x17xf32> {
  %e = tensor.empty() : tensor<9x17xf32>
  %r = linalg.generic {indexing_maps = [#list, #id], iterator_types = ["parallel", "parallel"]}
      ins(%list : tensor<9xi64>) outs(%e : tensor<9x17xf32>) {
  ^bb0(%x: i64, %y: f32):
    %i = arith.index_cast %x : i64 to index
    %j = linalg.index 1 : index
    %v = tensor.extract %table[%i, %j] : tensor<40x17xf32>
    linalg.yield %v : f32
  } -> tensor<9x17xf32>
  return %r : tensor<9x17xf32>
}

// Two lists number the rows of a table whose two dimensions are one.
// CHECK-LABEL: func.func @by_two_lists
// CHECK:         %[[NUMBERS:.*]] = linalg.generic {{.*}} ins(%arg1, %arg2 :
// CHECK:           arith.muli
// CHECK:         %[[FLAT:.*]] = tensor.collapse_shape %arg0 {{\[}}[0, 1]]
// CHECK:         linalg.generic {{.*}} ins(%[[NUMBERS]] :
// CHECK:           tensor.extract %[[FLAT]]
func.func @by_two_lists(%table: tensor<40x17xf32>, %rows: tensor<9xi64>, %columns: tensor<9xi64>) -> tensor<9xf32> {
  %e = tensor.empty() : tensor<9xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>],
                       iterator_types = ["parallel"]}
      ins(%rows, %columns : tensor<9xi64>, tensor<9xi64>) outs(%e : tensor<9xf32>) {
  ^bb0(%x: i64, %z: i64, %y: f32):
    %i = arith.index_cast %x : i64 to index
    %j = arith.index_cast %z : i64 to index
    %v = tensor.extract %table[%i, %j] : tensor<40x17xf32>
    linalg.yield %v : f32
  } -> tensor<9xf32>
  return %r : tensor<9xf32>
}
