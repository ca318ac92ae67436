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

// A row of a reduction is whole in a block.
func.func @row_beyond_l1(%a: tensor<2x400000xf32>) -> tensor<2xf32> {
  %low = arith.constant 0xFF800000 : f32
  %e = tensor.empty() : tensor<2xf32>
  %m = linalg.fill ins(%low : f32) outs(%e : tensor<2xf32>) -> tensor<2xf32>
  // expected-error @+1 {{does not fit L1 (524288 bytes) with any block size}}
  %x = linalg.reduce { arith.maximumf } ins(%a : tensor<2x400000xf32>) outs(%m : tensor<2xf32>) dimensions = [1]
  return %x : tensor<2xf32>
}

