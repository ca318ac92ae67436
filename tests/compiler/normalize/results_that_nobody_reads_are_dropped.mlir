// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results that nobody reads are dropped, and with them what only they need.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

// CHECK-LABEL: func.func @second_only
// CHECK:         linalg.generic {{.*}} ins(%arg0 : tensor<8xf32>) outs(%{{.*}} : tensor<8xf32>)
// CHECK-NOT:     math.exp
// CHECK:         arith.negf
// CHECK-NEXT:    linalg.yield %{{.*}} : f32
#id = affine_map<(d0) -> (d0)>
func.func @second_only(%a: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<8xf32>, tensor<8xf32>) outs(%e, %e : tensor<8xf32>, tensor<8xf32>) {
  ^bb0(%x: f32, %y: f32, %p: f32, %q: f32):
    %s = math.exp %y : f32
    %t = arith.negf %x : f32
    linalg.yield %s, %t : f32, f32
  } -> (tensor<8xf32>, tensor<8xf32>)
  return %r#1 : tensor<8xf32>
}
