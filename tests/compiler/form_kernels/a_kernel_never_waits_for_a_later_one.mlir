// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What needs a value of a kernel by way of another kernel cannot join the first
// one: kernels run one after another. The look-up reads it inside of its body.
// RUN: alc-opt %s -alc-normalize -alc-fuse-elementwise -alc-form-kernels | FileCheck %s

// CHECK-LABEL: func.func @around
// CHECK:         %[[ROWS:.*]] = alc.kernel "[[FIRST:kernel_[0-9]+]]"(%arg0 :
// CHECK:           math.exp
// CHECK:         %[[LOOKED_UP:.*]] = alc.kernel "{{.*}}"({{.*}}%[[ROWS]]
// CHECK:           tensor.extract
// CHECK:         %[[SUM:.*]] = alc.kernel "{{.*}}"(%[[ROWS]], %[[LOOKED_UP]] :
// CHECK:           arith.addf
// CHECK:         return %[[SUM]]
func.func @around(%a: tensor<16x16xf32>, %list: tensor<16xi64>) -> tensor<16x16xf32> {
  %e = tensor.empty() : tensor<16x16xf32>
  %p = linalg.exp ins(%a : tensor<16x16xf32>) outs(%e : tensor<16x16xf32>) -> tensor<16x16xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]}
      ins(%list : tensor<16xi64>) outs(%e : tensor<16x16xf32>) {
  ^bb0(%x: i64, %o: f32):
    %i = arith.index_cast %x : i64 to index
    %j = linalg.index 1 : index
    %v = tensor.extract %p[%i, %j] : tensor<16x16xf32>
    linalg.yield %v : f32
  } -> tensor<16x16xf32>
  %r = linalg.add ins(%p, %q : tensor<16x16xf32>, tensor<16x16xf32>) outs(%e : tensor<16x16xf32>) -> tensor<16x16xf32>
  return %r : tensor<16x16xf32>
}
