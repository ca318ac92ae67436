// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a generic goes on from stands in outs(). Afterwards it is an input: of
// an elementwise generic like any other, of a sum added when the sum is
// complete, of any other reduction taken in the first iteration. Contractions
// are left to alc-demote-contractions.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>

// CHECK-LABEL: func.func @elementwise
// CHECK-SAME:    (%[[A:.*]]: tensor<4x8xf32>, %[[B:.*]]: tensor<4x8xf32>)
// CHECK:         %[[EMPTY:.*]] = tensor.empty()
// CHECK:         linalg.generic {{.*}} ins(%[[A]], %[[B]] : {{.*}}) outs(%[[EMPTY]] :
// CHECK-NEXT:    ^bb0(%[[X:.*]]: f32, %[[Y:.*]]: f32, %{{.*}}: f32):
// CHECK-NEXT:      arith.subf %[[Y]], %[[X]]
func.func @elementwise(%a: tensor<4x8xf32>, %b: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x8xf32>) outs(%b : tensor<4x8xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.subf %y, %x : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  return %r : tensor<4x8xf32>
}

// CHECK-LABEL: func.func @sum
// CHECK-SAME:    (%[[A:.*]]: tensor<4x8xf32>, %[[B:.*]]: tensor<4xf32>)
// CHECK:         %[[ZERO:.*]] = arith.constant 0.0
// CHECK:         %[[START:.*]] = linalg.generic
// CHECK:           linalg.yield %[[ZERO]]
// CHECK:         %[[SUM:.*]] = linalg.generic {{.*}}"reduction"]} ins(%[[A]] : {{.*}}) outs(%[[START]] :
// CHECK:         linalg.generic {{.*}}iterator_types = ["parallel"]} ins(%[[B]], %[[SUM]] :
// CHECK:           arith.addf
func.func @sum(%a: tensor<4x8xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %r = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
      ins(%a : tensor<4x8xf32>) outs(%b : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// A maximum starts from what changes nothing.
// CHECK-LABEL: func.func @maximum
// CHECK:         arith.constant 0xFF800000 : f32
// CHECK:         linalg.generic {{.*}}iterator_types = ["parallel"]} ins(%arg1,
// CHECK:           arith.maximumf
func.func @maximum(%a: tensor<4x8xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %r = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
      ins(%a : tensor<4x8xf32>) outs(%b : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.maximumf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// 0.5 * y + x is no sum of elements.
// CHECK-LABEL: func.func @horner
// CHECK-SAME:    (%[[A:.*]]: tensor<4x8xf32>, %[[B:.*]]: tensor<4xf32>)
// CHECK:         linalg.generic {{.*}}"reduction"]} ins(%[[A]], %[[B]] :
// CHECK-NEXT:    ^bb0(%{{.*}}: f32, %[[START:.*]]: f32, %[[SOFAR:.*]]: f32):
// CHECK:           %[[COUNTER:.*]] = linalg.index 1
// CHECK:           %[[FIRST:.*]] = arith.cmpi eq, %[[COUNTER]],
// CHECK:           %[[FROM:.*]] = arith.select %[[FIRST]], %[[START]], %[[SOFAR]]
// CHECK:           arith.mulf %[[FROM]],
func.func @horner(%a: tensor<4x8xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %half = arith.constant 0.5 : f32
  %r = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
      ins(%a : tensor<4x8xf32>) outs(%b : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.mulf %y, %half : f32
    %t = arith.addf %s, %x : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// CHECK-LABEL: func.func @contraction
// CHECK:         linalg.generic {{.*}} ins(%arg0, %arg1 : {{.*}}) outs(%arg2 :
// CHECK-NOT:     linalg.generic
func.func @contraction(%a: tensor<4x8xf32>, %b: tensor<8x6xf32>, %c: tensor<4x6xf32>) -> tensor<4x6xf32> {
  %r = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x6xf32>) outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %r : tensor<4x6xf32>
}
