// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a contraction starts from is added when its sum is complete, and a BF16
// result is rounded once, after that.
// RUN: alc-opt %s -alc-normalize -alc-demote-contractions | FileCheck %s

// CHECK-LABEL: func.func @goes_on
// CHECK-SAME:    %[[C:[a-z0-9]*]]: tensor<4x6xf32>)
// CHECK:         %[[SUM:.*]] = linalg.generic {{.*}}"reduction"]}
// CHECK:         linalg.generic {{.*}} ins(%[[SUM]], %[[C]] : tensor<4x6xf32>, tensor<4x6xf32>)
// CHECK:           arith.addf
// CHECK-NOT:       arith.truncf
// CHECK:         return
func.func @goes_on(%a: tensor<4x8xbf16>, %b: tensor<8x6xbf16>, %c: tensor<4x6xf32>) -> tensor<4x6xf32> {
  %r = linalg.matmul ins(%a, %b : tensor<4x8xbf16>, tensor<8x6xbf16>) outs(%c : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %r : tensor<4x6xf32>
}

// CHECK-LABEL: func.func @narrow
// CHECK-SAME:    %[[C:[a-z0-9]*]]: tensor<4x6xbf16>)
// CHECK:         %[[SUM:.*]] = linalg.generic {{.*}}"reduction"]} {{.*}} outs(%{{.*}} : tensor<4x6xf32>)
// CHECK-NOT:     arith.truncf
// CHECK:         linalg.generic {{.*}} ins(%[[SUM]], %[[C]] : tensor<4x6xf32>, tensor<4x6xbf16>) outs(%{{.*}} : tensor<4x6xbf16>)
// CHECK:           %[[WIDE:.*]] = arith.extf
// CHECK:           %[[ALL:.*]] = arith.addf %{{.*}}, %[[WIDE]] : f32
// CHECK:           arith.truncf %[[ALL]] : f32 to bf16
func.func @narrow(%a: tensor<4x8xbf16>, %b: tensor<8x6xbf16>, %c: tensor<4x6xbf16>) -> tensor<4x6xbf16> {
  %r = linalg.matmul ins(%a, %b : tensor<4x8xbf16>, tensor<8x6xbf16>) outs(%c : tensor<4x6xbf16>) -> tensor<4x6xbf16>
  return %r : tensor<4x6xbf16>
}
