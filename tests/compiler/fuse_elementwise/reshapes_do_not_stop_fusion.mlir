// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reshapes move out of the way of fusion: the generics around them take on
// their dimensions. A reshaped fill is a fill of the other shape.
// RUN: alc-opt %s -alc-fuse-elementwise | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>
#swap = affine_map<(d0, d1) -> (d1, d0)>

// CHECK-LABEL: func.func @through_a_reshape
// CHECK:         linalg.generic
// CHECK:           math.exp
// CHECK:           math.tanh
// CHECK-NOT:     linalg.generic
func.func @through_a_reshape(%a: tensor<8x16xf32>) -> tensor<128xf32> {
  %e = tensor.empty() : tensor<8x16xf32>
  %p = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<8x16xf32>) outs(%e : tensor<8x16xf32>) {
  ^bb0(%x: f32, %o: f32):
    %s = math.exp %x : f32
    linalg.yield %s : f32
  } -> tensor<8x16xf32>
  %q = tensor.collapse_shape %p [[0, 1]] : tensor<8x16xf32> into tensor<128xf32>
  %f = tensor.empty() : tensor<128xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%q : tensor<128xf32>) outs(%f : tensor<128xf32>) {
  ^bb0(%x: f32, %o: f32):
    %s = math.tanh %x : f32
    linalg.yield %s : f32
  } -> tensor<128xf32>
  return %r : tensor<128xf32>
}

// CHECK-LABEL: func.func @fill
// CHECK:         linalg.generic {{.*}}outs(%{{.*}} : tensor<2x4x16xf32>)
// CHECK:           linalg.yield %cst
// CHECK-NOT:     tensor.expand_shape
func.func @fill() -> tensor<2x4x16xf32> {
  %c = arith.constant 3.0 : f32
  %e = tensor.empty() : tensor<8x16xf32>
  %p = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<8x16xf32>) {
  ^bb0(%o: f32):
    linalg.yield %c : f32
  } -> tensor<8x16xf32>
  %r = tensor.expand_shape %p [[0, 1], [2]] output_shape [2, 4, 16] : tensor<8x16xf32> into tensor<2x4x16xf32>
  return %r : tensor<2x4x16xf32>
}
