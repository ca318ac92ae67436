// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moves of the DMA alone have no blocks in L1, so no tiling. A kernel of which
// no block fits L1 is an error that says so.
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-normalize -alc-form-kernels -alc-plan-memory -alc-tile-kernels=chip=nano | FileCheck %s

// CHECK-LABEL: func.func @moves
// CHECK:         alc.kernel
// CHECK-NOT:     tiling =
func.func @moves(%a: tensor<1024x512xf32>) -> tensor<512x1024xf32> {
  %e = tensor.empty() : tensor<512x1024xf32>
  %r = linalg.transpose ins(%a : tensor<1024x512xf32>) outs(%e : tensor<512x1024xf32>) permutation = [1, 0]
  return %r : tensor<512x1024xf32>
}

// -----

// Of the loops that are summed over, one is cut.
func.func @two_long_sums(%a: tensor<200003xf32>, %b: tensor<200003xf32>) -> tensor<f32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<f32>
  %start = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  // expected-error @+1 {{does not fit L1 (524288 bytes) with any block size}}
  %r = linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> ()>],
      iterator_types = ["reduction", "reduction"]}
      ins(%a, %b : tensor<200003xf32>, tensor<200003xf32>) outs(%start : tensor<f32>) {
  ^bb0(%x: f32, %y: f32, %s: f32):
    %m = arith.maximumf %x, %y : f32
    %t = arith.addf %s, %m : f32
    linalg.yield %t : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}
