// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A look-up is the DMA's work: neither what computes its row numbers nor what
// computes on its rows goes into it.
// RUN: alc-opt %s -alc-fuse-elementwise | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
#column = affine_map<(d0, d1) -> (d1)>
#swap = affine_map<(d0, d1) -> (d1, d0)>

// CHECK-LABEL: func.func @look_up
// CHECK:         linalg.generic {{.*}} ins(%arg1 : tensor<8xi64>)
// CHECK:           arith.addi
// CHECK-NOT:       tensor.extract
// CHECK:         linalg.generic
// CHECK-NOT:       arith.negf
// CHECK:           tensor.extract
// CHECK:         linalg.generic
// CHECK:           arith.negf
// CHECK-NOT:     linalg.generic
func.func @look_up(%table: tensor<40x16xf32>, %list: tensor<8xi64>) -> tensor<8x16xf32> {
  %l = tensor.empty() : tensor<8xi64>
  %next = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%list : tensor<8xi64>) outs(%l : tensor<8xi64>) {
  ^bb0(%x: i64, %o: i64):
    %s = arith.addi %x, %x : i64
    linalg.yield %s : i64
  } -> tensor<8xi64>
  %e = tensor.empty() : tensor<8x16xf32>
  %p = linalg.generic {indexing_maps = [#row, #id], iterator_types = ["parallel", "parallel"]}
      ins(%next : tensor<8xi64>) outs(%e : tensor<8x16xf32>) {
  ^bb0(%x: i64, %o: f32):
    %i = arith.index_cast %x : i64 to index
    %j = linalg.index 1 : index
    %v = tensor.extract %table[%i, %j] : tensor<40x16xf32>
    linalg.yield %v : f32
  } -> tensor<8x16xf32>
  %q = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%p : tensor<8x16xf32>) outs(%e : tensor<8x16xf32>) {
  ^bb0(%x: f32, %o: f32):
    %s = arith.negf %x : f32
    linalg.yield %s : f32
  } -> tensor<8x16xf32>
  return %q : tensor<8x16xf32>
}
