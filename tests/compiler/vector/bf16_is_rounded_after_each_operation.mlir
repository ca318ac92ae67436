// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers hold BF16 as FP32: a result is rounded where it is read again, and by
// the store where it is only stored. Widening costs nothing.
// RUN: alc-opt %s -split-input-file -alc-compile=chip=nano | FileCheck %s

// CHECK: alc.micro_program {{.*}}body ["add [[S:v[0-9]+]], s0, s1", "tobf16 [[T:v[0-9]+]], [[S]]", "mul [[R:v[0-9]+]], [[T]], s1", "store o0, [[R]]"]
func.func @main(%a: tensor<33xbf16>, %b: tensor<33xbf16>) -> tensor<33xbf16> {
  %e = tensor.empty() : tensor<33xbf16>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xbf16>, tensor<33xbf16>) outs(%e : tensor<33xbf16>) {
  ^bb0(%x: bf16, %y: bf16, %o: bf16):
    %s = arith.addf %x, %y : bf16
    %r = arith.mulf %s, %y : bf16
    linalg.yield %r : bf16
  } -> tensor<33xbf16>
  return %q : tensor<33xbf16>
}

// -----

// CHECK: alc.micro_program {{.*}}body ["sub [[R:v[0-9]+]], s0, s1", "store o0, [[R]]"]
func.func @main(%a: tensor<33xbf16>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xbf16>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: bf16, %y: f32, %o: f32):
    %w = arith.extf %x : bf16 to f32
    %r = arith.subf %w, %y : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}
