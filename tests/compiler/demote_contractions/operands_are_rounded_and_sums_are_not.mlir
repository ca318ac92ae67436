// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// FP32 operands of a contraction are rounded by generics of their own; the
// contraction itself reads BF16, adds in FP32 and starts from zero.
// RUN: alc-opt %s -alc-normalize -alc-demote-contractions | FileCheck %s

// CHECK-LABEL: func.func @one_is_bf16_already
// CHECK-SAME:    (%[[A:.*]]: tensor<4x8xf32>, %[[B:.*]]: tensor<8x6xbf16>)
// CHECK:         %[[ROUNDED:.*]] = linalg.generic {{.*}} ins(%[[A]] : tensor<4x8xf32>) outs(%{{.*}} : tensor<4x8xbf16>)
// CHECK-NEXT:    ^bb0
// CHECK-NEXT:      arith.truncf {{.*}} : f32 to bf16
// CHECK:         %[[ZERO:.*]] = arith.constant 0.0
// CHECK:         %[[START:.*]] = linalg.generic
// CHECK:           linalg.yield %[[ZERO]]
// CHECK:         %[[SUM:.*]] = linalg.generic {{.*}} ins(%[[ROUNDED]], %[[B]] : tensor<4x8xbf16>, tensor<8x6xbf16>) outs(%[[START]] : tensor<4x6xf32>)
// CHECK:           %[[X:.*]] = arith.extf
// CHECK:           %[[Y:.*]] = arith.extf
// CHECK:           %[[P:.*]] = arith.mulf %[[X]], %[[Y]] : f32
// CHECK:           arith.addf %{{.*}}, %[[P]] : f32
// CHECK:         return %[[SUM]]
func.func @one_is_bf16_already(%a: tensor<4x8xf32>, %b: tensor<8x6xbf16>) -> tensor<4x6xf32> {
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x6xf32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<4x6xf32>) -> tensor<4x6xf32>
  %r = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x6xbf16>) outs(%z : tensor<4x6xf32>) -> tensor<4x6xf32>
  return %r : tensor<4x6xf32>
}

// A second run finds nothing to do.
// RUN: alc-opt %s -alc-normalize -alc-demote-contractions -o %t.once
// RUN: alc-opt %t.once -alc-demote-contractions -o %t.twice
// RUN: diff %t.once %t.twice
