// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Named operations of linalg become generics with the same maps; what they
// compute stands in the body.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

// CHECK-DAG: #[[A:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-DAG: #[[C:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-DAG: #[[SAME:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[SWAPPED:.*]] = affine_map<(d0, d1) -> (d1, d0)>

// CHECK-DAG: #[[WINDOW:.*]] = affine_map<(d0, d1, d2, d3) -> (d2, d1 * 2 + d3)>

// CHECK-LABEL: func.func @product
// CHECK:         linalg.generic {indexing_maps = [#[[A]], #[[B]], #[[C]]], iterator_types = ["parallel", "parallel", "reduction"]}
// CHECK:           %[[PRODUCT:.*]] = arith.mulf
// CHECK-NEXT:      %[[SUM:.*]] = arith.addf %{{.*}}, %[[PRODUCT]]
// CHECK-NEXT:      linalg.yield %[[SUM]]
// CHECK-NOT:     linalg.matmul
func.func @product(%a: tensor<4x8xf32>, %b: tensor<8x6xf32>, %c: tensor<4x6xf32>) -> tensor<4x6xf32> {
  %r = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x6xf32>) outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %r : tensor<4x6xf32>
}

// CHECK-LABEL: func.func @flip
// CHECK:         linalg.generic {indexing_maps = [#[[SWAPPED]], #[[SAME]]]
// CHECK-NEXT:    ^bb0(%[[IN:.*]]: f32, %{{.*}}: f32):
// CHECK-NEXT:      linalg.yield %[[IN]]
func.func @flip(%a: tensor<4x8xf32>) -> tensor<8x4xf32> {
  %e = tensor.empty() : tensor<8x4xf32>
  %r = linalg.transpose ins(%a : tensor<4x8xf32>) outs(%e : tensor<8x4xf32>) permutation = [1, 0]
  return %r : tensor<8x4xf32>
}

// A convolution's window is a sum in the map, with strides as factors.
// CHECK-LABEL: func.func @windows
// CHECK:         linalg.generic {indexing_maps = [#[[WINDOW]], #{{.*}}, #{{.*}}], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
// CHECK-NOT:     linalg.conv
func.func @windows(%y: tensor<1x4x9xf32>, %k: tensor<6x4x3xf32>) -> tensor<1x6x4xf32> {
  %v = arith.constant 0.0 : f32
  %z = tensor.empty() : tensor<1x6x4xf32>
  %s = linalg.fill ins(%v : f32) outs(%z : tensor<1x6x4xf32>) -> tensor<1x6x4xf32>
  %r = linalg.conv_1d_ncw_fcw {strides = dense<2> : vector<1xi64>, dilations = dense<1> : vector<1xi64>}
      ins(%y, %k : tensor<1x4x9xf32>, tensor<6x4x3xf32>) outs(%s : tensor<1x6x4xf32>) -> tensor<1x6x4xf32>
  return %r : tensor<1x6x4xf32>
}
