// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pad inserts into a filled tensor, a concatenation inserts each part; slices
// of slices become one.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

// CHECK-LABEL: func.func @pad
// CHECK:         %[[VALUE:.*]] = arith.constant 9.0
// CHECK:         %[[FILLED:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<4x22xf32>)
// CHECK:           linalg.yield %[[VALUE]]
// CHECK:         tensor.insert_slice %arg0 into %[[FILLED]][1, 2] [3, 17] [1, 1]
// CHECK-NOT:     tensor.pad
func.func @pad(%a: tensor<3x17xf32>) -> tensor<4x22xf32> {
  %r = tensor.pad %a low[1, 2] high[0, 3] {
  ^bb0(%i: index, %j: index):
    %v = arith.constant 9.0 : f32
    tensor.yield %v : f32
  } : tensor<3x17xf32> to tensor<4x22xf32>
  return %r : tensor<4x22xf32>
}

// CHECK-LABEL: func.func @concat
// CHECK:         %[[FIRST:.*]] = tensor.insert_slice %arg0 into %{{.*}}[0, 0] [3, 4] [1, 1]
// CHECK:         tensor.insert_slice %arg1 into %[[FIRST]][3, 0] [5, 4] [1, 1]
// CHECK-NOT:     tensor.concat
func.func @concat(%a: tensor<3x4xf32>, %b: tensor<5x4xf32>) -> tensor<8x4xf32> {
  %r = tensor.concat dim(0) %a, %b : (tensor<3x4xf32>, tensor<5x4xf32>) -> tensor<8x4xf32>
  return %r : tensor<8x4xf32>
}

// CHECK-LABEL: func.func @slices
// CHECK:         tensor.extract_slice %arg0[3, 5] [2, 3] [2, 1] : tensor<16x16xf32> to tensor<2x3xf32>
// CHECK-NEXT:    return
func.func @slices(%a: tensor<16x16xf32>) -> tensor<2x3xf32> {
  %s = tensor.extract_slice %a[1, 4] [8, 8] [1, 1] : tensor<16x16xf32> to tensor<8x8xf32>
  %r = tensor.extract_slice %s[2, 1] [2, 3] [2, 1] : tensor<8x8xf32> to tensor<2x3xf32>
  return %r : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @reshape
// CHECK:         %[[LINE:.*]] = tensor.collapse_shape %arg0 {{\[}}[0, 1]] : tensor<6x20xf32> into tensor<120xf32>
// CHECK-NEXT:    tensor.expand_shape %[[LINE]] {{\[}}[0, 1]] output_shape [8, 15] : tensor<120xf32> into tensor<8x15xf32>
// CHECK-NOT:     tensor.reshape
func.func @reshape(%a: tensor<6x20xf32>) -> tensor<8x15xf32> {
  %n = arith.constant dense<[8, 15]> : tensor<2xi64>
  %r = tensor.reshape %a(%n) : (tensor<6x20xf32>, tensor<2xi64>) -> tensor<8x15xf32>
  return %r : tensor<8x15xf32>
}
