// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A generic of constants may have several results; each holds its own.
// RUN: alc compile %s -o %t.alc
// RUN: alc run %t.alc | FileCheck %s

// CHECK: output0: f32 (4, 8), min 1, max 1
// CHECK: output1: f32 (4, 8), min 2, max 2
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @main() -> (tensor<4x8xf32>, tensor<4x8xf32>) {
  %one = arith.constant 1.0 : f32
  %two = arith.constant 2.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      outs(%e, %e : tensor<4x8xf32>, tensor<4x8xf32>) {
  ^bb0(%o: f32, %p: f32):
    linalg.yield %one, %two : f32, f32
  } -> (tensor<4x8xf32>, tensor<4x8xf32>)
  return %r#0, %r#1 : tensor<4x8xf32>, tensor<4x8xf32>
}
