// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fills hold the bits of one element.
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=nano -canonicalize -cse | FileCheck %s

// CHECK-LABEL: func.func private @main.half.0
// CHECK:         alc.fill {{.*}}shape = [1, 1, 1, 2048], dstStride = [0, 0, 0, 4], dstFormat = 1, value = 1056964608}
func.func @main() -> tensor<64x32xf32> attributes {alc.arguments = [{}, {}, {}], alc.weights = []} {
  %r = alc.kernel "half"() -> tensor<64x32xf32> {
    %c = arith.constant 0.5 : f32
    %e = tensor.empty() : tensor<64x32xf32>
    %p = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<64x32xf32>) {
    ^bb0(%o: f32):
      linalg.yield %c : f32
    } -> tensor<64x32xf32>
    alc.yield %p : tensor<64x32xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}]}
  return %r : tensor<64x32xf32>
}

// -----

// CHECK-LABEL: func.func private @main.narrow.0
// CHECK:         alc.fill {{.*}}dstStride = [0, 0, 0, 2], dstFormat = 2, value = 16128}
func.func @main() -> tensor<64x32xbf16> attributes {alc.arguments = [{}, {}, {}], alc.weights = []} {
  %r = alc.kernel "narrow"() -> tensor<64x32xbf16> {
    %c = arith.constant 0.5 : bf16
    %e = tensor.empty() : tensor<64x32xbf16>
    %p = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<64x32xbf16>) {
    ^bb0(%o: bf16):
      linalg.yield %c : bf16
    } -> tensor<64x32xbf16>
    alc.yield %p : tensor<64x32xbf16>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}]}
  return %r : tensor<64x32xbf16>
}

// -----

// CHECK-LABEL: func.func private @main.seven.0
// CHECK:         alc.fill {{.*}}dstStride = [0, 0, 0, 8], dstFormat = 6, value = 7}
// CHECK-NOT:     alc.fill
func.func @main() -> tensor<64x32xi64> attributes {alc.arguments = [{}, {}, {}], alc.weights = []} {
  %r = alc.kernel "seven"() -> tensor<64x32xi64> {
    %c = arith.constant 7 : i64
    %e = tensor.empty() : tensor<64x32xi64>
    %p = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<64x32xi64>) {
    ^bb0(%o: i64):
      linalg.yield %c : i64
    } -> tensor<64x32xi64>
    alc.yield %p : tensor<64x32xi64>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}]}
  return %r : tensor<64x32xi64>
}
