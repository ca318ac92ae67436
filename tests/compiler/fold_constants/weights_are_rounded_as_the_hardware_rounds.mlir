// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Weights are rounded at compile time as the hardware rounds: to the nearest,
// ties to even, subnormals to zero of their sign, one NaN. They stay out of the
// text, as a resource.
// RUN: alc-opt %s -alc-fold-constants -canonicalize | FileCheck %s

// CHECK-LABEL: func.func @weights
// CHECK-NEXT:    %[[ROUNDED:.*]] = arith.constant dense_resource<[[NAME:alc_constant[_0-9]*]]> : tensor<8xbf16>
// CHECK-NEXT:    return %[[ROUNDED]]
func.func @weights() -> tensor<8xbf16> {
  // 1 + 2^-8 (a tie, down to even), 1 + 3 * 2^-8 (a tie, up), just above the
  // first tie, the largest number, a signalling NaN, -2^-127, infinity, -2.5.
  %w = arith.constant dense_resource<w> : tensor<8xf32>
  %e = tensor.empty() : tensor<8xbf16>
  %r = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]}
      ins(%w : tensor<8xf32>) outs(%e : tensor<8xbf16>) {
  ^bb0(%x: f32, %y: bf16):
    %s = arith.truncf %x : f32 to bf16
    linalg.yield %s : bf16
  } -> tensor<8xbf16>
  return %r : tensor<8xbf16>
}

// The alignment (64), then the elements, little endian.
// CHECK: [[NAME]]: "0x40000000803F823F813F807FC07F0080807F20C0"

{-#
  dialect_resources: {
    builtin: {
      w: "0x040000000080803F0080813F0180803FFFFF7F7F010080FF000040800000807F000020C0"
    }
  }
#-}
