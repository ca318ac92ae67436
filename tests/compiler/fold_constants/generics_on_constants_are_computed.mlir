// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Generics on constants are computed, whatever their maps: tables of
// frequencies, masks and the like cost nothing at run time.
// RUN: alc-opt %s -alc-fold-constants -canonicalize | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>
#swap = affine_map<(d0, d1) -> (d1, d0)>

// An outer sum, read transposed and by its counter.
// CHECK-LABEL: func.func @table
// CHECK-NEXT:    %[[TABLE:.*]] = arith.constant dense<{{\[}}[1.100000e+01, 2.400000e+01], [1.200000e+01, 2.500000e+01], [1.300000e+01, 2.600000e+01]]> : tensor<3x2xf32>
// CHECK-NEXT:    return %[[TABLE]]
func.func @table() -> tensor<3x2xf32> {
  %a = arith.constant dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>
  %b = arith.constant dense<[10.0, 19.0]> : tensor<2xf32>
  %e = tensor.empty() : tensor<3x2xf32>
  %r = linalg.generic {indexing_maps = [#swap, #column, #id], iterator_types = ["parallel", "parallel"]}
      ins(%a, %b : tensor<2x3xf32>, tensor<2xf32>) outs(%e : tensor<3x2xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %j = linalg.index 1 : index
    %n = arith.index_cast %j : index to i32
    %f = arith.sitofp %n : i32 to f32
    %s = arith.addf %x, %y : f32
    %t = arith.addf %s, %f : f32
    linalg.yield %t : f32
  } -> tensor<3x2xf32>
  return %r : tensor<3x2xf32>
}

// What was folded is a constant for the next one.
// CHECK-LABEL: func.func @mask
// CHECK-NEXT:    arith.constant dense<[0.000000e+00, 0.000000e+00, -1.000000e+09, -1.000000e+09]> : tensor<4xf32>
// CHECK-NEXT:    return
func.func @mask() -> tensor<4xf32> {
  %places = arith.constant dense<[0, 1, 2, 3]> : tensor<4xi64>
  %b = tensor.empty() : tensor<4xi1>
  %past = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%places : tensor<4xi64>) outs(%b : tensor<4xi1>) {
  ^bb0(%x: i64, %o: i1):
    %two = arith.constant 2 : i64
    %c = arith.cmpi sge, %x, %two : i64
    linalg.yield %c : i1
  } -> tensor<4xi1>
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%past : tensor<4xi1>) outs(%e : tensor<4xf32>) {
  ^bb0(%x: i1, %o: f32):
    %low = arith.constant -1.0e+09 : f32
    %zero = arith.constant 0.0 : f32
    %s = arith.select %x, %low, %zero : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}
