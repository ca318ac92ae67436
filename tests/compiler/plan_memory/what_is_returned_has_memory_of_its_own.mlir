// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An output is memory of its own: what is an input, a constant, a part of
// something, or returned twice is copied into it.
// RUN: alc-opt %s -alc-plan-memory=chip=nano | FileCheck %s

// CHECK-LABEL: func.func @input
// CHECK:         %[[COPY:.*]] = alc.kernel "copy"(%arg0 : tensor<8xf32>)
// CHECK:           places = [{argument = 2 : i64, {{[^}]*}}}, {argument = 3 : i64,
// CHECK:         return %[[COPY]]
func.func @input(%x: tensor<8xf32>) -> tensor<8xf32> {
  return %x : tensor<8xf32>
}

// CHECK-LABEL: func.func @constant
// CHECK:         alc.kernel "copy"
// CHECK:           places = [{argument = 0 : i64, {{[^}]*}}}, {argument = 2 : i64,
func.func @constant() -> tensor<3xf32> {
  %c = arith.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
  return %c : tensor<3xf32>
}

// CHECK-LABEL: func.func @twice_and_a_part
// CHECK:         %[[MADE:.*]] = alc.kernel "make"
// CHECK:           places = [{argument = 2 : i64, {{[^}]*}}}, {argument = 3 : i64,
// CHECK:         %[[AGAIN:.*]] = alc.kernel "copy"(%[[MADE]] :
// CHECK:           places = [{argument = 3 : i64, {{[^}]*}}}, {argument = 4 : i64,
// CHECK:         %[[PART:.*]] = alc.kernel "copy"(
// CHECK:           places = [{argument = 3 : i64, offset = 8 : i64, {{[^}]*}}}, {argument = 5 : i64, offset = 0 : i64,
// CHECK:         return %[[MADE]], %[[AGAIN]], %[[PART]]
func.func @twice_and_a_part(%x: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>, tensor<4xf32>) {
  %a = alc.kernel "make"(%x : tensor<8xf32>) -> tensor<8xf32> {
  ^bb0(%v: tensor<8xf32>):
    alc.yield %v : tensor<8xf32>
  }
  %s = tensor.extract_slice %a[2] [4] [1] : tensor<8xf32> to tensor<4xf32>
  return %a, %a, %s : tensor<8xf32>, tensor<8xf32>, tensor<4xf32>
}
