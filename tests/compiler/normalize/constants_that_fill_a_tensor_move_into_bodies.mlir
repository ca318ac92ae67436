// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A constant that fills a tensor becomes a scalar in the bodies that read it,
// whether it is a splat, a fill, or comes as a small resource. A constant with
// different elements stays an input.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

// CHECK-LABEL: func.func @splat
// CHECK:         %[[TWO:.*]] = arith.constant 2.0
// CHECK:         linalg.generic {{.*}} ins(%arg0 : tensor<4x8xf32>)
// CHECK-NEXT:    ^bb0(%[[IN:.*]]: f32, %{{.*}}: f32):
// CHECK-NEXT:      arith.addf %[[IN]], %[[TWO]]
func.func @splat(%a: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %c = arith.constant dense<2.0> : tensor<4x8xf32>
  %e = tensor.empty() : tensor<4x8xf32>
  %r = linalg.add ins(%a, %c : tensor<4x8xf32>, tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %r : tensor<4x8xf32>
}

// CHECK-LABEL: func.func @resource
// CHECK:         %[[TWO:.*]] = arith.constant 2.0
// CHECK:         linalg.generic {{.*}} ins(%arg0 : tensor<2x2xf32>)
// CHECK:           arith.mulf %{{.*}}, %[[TWO]]
func.func @resource(%a: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %c = arith.constant dense_resource<twos> : tensor<2x2xf32>
  %e = tensor.empty() : tensor<2x2xf32>
  %r = linalg.mul ins(%a, %c : tensor<2x2xf32>, tensor<2x2xf32>) outs(%e : tensor<2x2xf32>) -> tensor<2x2xf32>
  return %r : tensor<2x2xf32>
}

// CHECK-LABEL: func.func @table
// CHECK:         %[[TABLE:.*]] = arith.constant dense<{{.*}}> : tensor<2x2xf32>
// CHECK:         linalg.generic {{.*}} ins(%arg0, %[[TABLE]] :
func.func @table(%a: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %c = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %e = tensor.empty() : tensor<2x2xf32>
  %r = linalg.mul ins(%a, %c : tensor<2x2xf32>, tensor<2x2xf32>) outs(%e : tensor<2x2xf32>) -> tensor<2x2xf32>
  return %r : tensor<2x2xf32>
}

{-#
  dialect_resources: {
    builtin: {
      twos: "0x0400000000000040000000400000004000000040"
    }
  }
#-}
