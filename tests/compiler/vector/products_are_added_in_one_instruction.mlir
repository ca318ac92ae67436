// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A product with an addition as its only use is an fma, which rounds once. Of a
// sum of two products one goes into it; a product with another use stays.
// RUN: alc-opt %s -split-input-file -alc-compile=chip=nano | FileCheck %s

// CHECK: alc.micro_program {{.*}}body ["fma [[R:v[0-9]+]], s0, s1, s0", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %r = arith.addf %p, %x : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// CHECK: alc.micro_program {{.*}}body ["mul [[P:v[0-9]+]], s1, s1", "fma [[R:v[0-9]+]], s0, s0, [[P]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %x : f32
    %q = arith.mulf %y, %y : f32
    %r = arith.addf %p, %q : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// CHECK: alc.micro_program {{.*}}body ["mul [[P:v[0-9]+]], s0, s1", "add [[S:v[0-9]+]], [[P]], s1", "mul [[R:v[0-9]+]], [[P]], [[S]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %p = arith.mulf %x, %y : f32
    %s = arith.addf %p, %y : f32
    %r = arith.mulf %p, %s : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}
