// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic never goes into a contraction: the tensor unit only multiplies and
// adds. Transposes and broadcasts do, as maps. Rounding stays before it.
// RUN: alc-opt %s -alc-fuse-elementwise | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>
#swap = affine_map<(d0, d1) -> (d1, d0)>
#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#c = affine_map<(m, n, k) -> (m, n)>

// CHECK-DAG: #[[A:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-DAG: #[[FLIPPED:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>

// CHECK-LABEL: func.func @product
// CHECK:         %[[COMPUTED:.*]] = linalg.generic {{.*}} ins(%arg0 : tensor<8x16xf32>)
// CHECK:           math.tanh
// CHECK:           arith.truncf
// CHECK:         linalg.generic {indexing_maps = [#[[A]], #[[FLIPPED]], #{{.*}}]{{.*}} ins(%[[COMPUTED]], %arg1 : tensor<8x16xbf16>, tensor<32x16xbf16>)
// CHECK-NOT:     linalg.generic
func.func @product(%a: tensor<8x16xf32>, %b: tensor<32x16xbf16>, %z: tensor<8x32xf32>) -> tensor<8x32xf32> {
  %e = tensor.empty() : tensor<8x16xbf16>
  %p = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<8x16xf32>) outs(%e : tensor<8x16xbf16>) {
  ^bb0(%x: f32, %o: bf16):
    %s = math.tanh %x : f32
    %t = arith.truncf %s : f32 to bf16
    linalg.yield %t : bf16
  } -> tensor<8x16xbf16>
  %f = tensor.empty() : tensor<16x32xbf16>
  %q = linalg.generic {indexing_maps = [#swap, #id], iterator_types = ["parallel", "parallel"]}
      ins(%b : tensor<32x16xbf16>) outs(%f : tensor<16x32xbf16>) {
  ^bb0(%x: bf16, %o: bf16):
    linalg.yield %x : bf16
  } -> tensor<16x32xbf16>
  %r = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%p, %q : tensor<8x16xbf16>, tensor<16x32xbf16>) outs(%z : tensor<8x32xf32>) {
  ^bb0(%x: bf16, %y: bf16, %o: f32):
    %s = arith.extf %x : bf16 to f32
    %t = arith.extf %y : bf16 to f32
    %u = arith.mulf %s, %t : f32
    %v = arith.addf %u, %o : f32
    linalg.yield %v : f32
  } -> tensor<8x32xf32>
  return %r : tensor<8x32xf32>
}

// What follows a contraction is not pulled into it either; a kernel joins them.
// CHECK-LABEL: func.func @bias
// CHECK:         linalg.generic {{.*}}"reduction"]}
// CHECK:         linalg.generic {{.*}}["parallel", "parallel"]}
func.func @bias(%a: tensor<8x16xbf16>, %b: tensor<16x32xbf16>, %z: tensor<8x32xf32>, %d: tensor<32xf32>) -> tensor<8x32xf32> {
  %r = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%a, %b : tensor<8x16xbf16>, tensor<16x32xbf16>) outs(%z : tensor<8x32xf32>) {
  ^bb0(%x: bf16, %y: bf16, %o: f32):
    %s = arith.extf %x : bf16 to f32
    %t = arith.extf %y : bf16 to f32
    %u = arith.mulf %s, %t : f32
    %v = arith.addf %u, %o : f32
    linalg.yield %v : f32
  } -> tensor<8x32xf32>
  %e = tensor.empty() : tensor<8x32xf32>
  %q = linalg.generic {indexing_maps = [#id, #column, #id], iterator_types = ["parallel", "parallel"]}
      ins(%r, %d : tensor<8x32xf32>, tensor<32xf32>) outs(%e : tensor<8x32xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<8x32xf32>
  return %q : tensor<8x32xf32>
}
