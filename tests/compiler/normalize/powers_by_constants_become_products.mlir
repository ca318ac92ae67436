// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Powers by constants become products and roots; others stay for the vector
// processor.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

#id = affine_map<(d0) -> (d0)>

// CHECK-LABEL: func.func @powers
// CHECK:         ^bb0(%[[X:.*]]: f32,
// The fourth power of a float and the third by an integer:
// CHECK:           %[[X2:.*]] = arith.mulf %[[X]], %[[X]]
// CHECK:           %[[X3:.*]] = arith.mulf %[[X2]], %[[X]]
// CHECK:           %[[X4:.*]] = arith.mulf %[[X3]], %[[X]]
// CHECK:           math.sqrt %[[X]]
// CHECK:           math.rsqrt %[[X]]
// 1 / x^2:
// CHECK:           %[[SQUARE:.*]] = arith.mulf %[[X]], %[[X]]
// CHECK:           arith.divf %{{.*}}, %[[SQUARE]]
// CHECK:           arith.mulf %[[X]], %[[X]]
// CHECK:           %[[CUBE:.*]] = arith.mulf %{{.*}}, %[[X]]
// CHECK:           math.powf
// CHECK-NOT:       math.fpowi
func.func @powers(%a: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %four = arith.constant 4.0 : f32
  %half = arith.constant 0.5 : f32
  %minusHalf = arith.constant -0.5 : f32
  %minusTwo = arith.constant -2.0 : f32
  %other = arith.constant 2.5 : f32
  %three = arith.constant 3 : i32
  %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%a : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32):
    %p = math.powf %x, %four : f32
    %q = math.powf %x, %half : f32
    %s = math.powf %x, %minusHalf : f32
    %t = math.powf %x, %minusTwo : f32
    %u = math.fpowi %x, %three : f32, i32
    %v = math.powf %x, %other : f32
    %w0 = arith.addf %p, %q : f32
    %w1 = arith.subf %w0, %s : f32
    %w2 = arith.addf %w1, %t : f32
    %w3 = arith.subf %w2, %u : f32
    %w4 = arith.addf %w3, %v : f32
    linalg.yield %w4 : f32
  } -> tensor<8xf32>
  return %r : tensor<8xf32>
}
