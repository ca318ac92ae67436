// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moves go from memory to memory by the DMA, each tile a part of the longest
// dimension but the innermost.
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=edge -canonicalize -cse | FileCheck %s

// A transpose is a copy whose source has other strides.
// CHECK-LABEL: func.func private @main.flip.0
// CHECK:         %[[TILE:.*]] = alc.tile_id
// CHECK:         %[[FIRST:.*]] = arith.muli %[[TILE]], %c8_i64
// CHECK:         %[[HAS_WORK:.*]] = arith.cmpi slt, %[[FIRST]], %c32_i64
// CHECK:         scf.if %[[HAS_WORK]] {
// CHECK:           %[[LEFT:.*]] = arith.subi %c32_i64, %[[FIRST]]
// CHECK:           %[[ROWS:.*]] = arith.minsi %[[LEFT]], %c8_i64
// CHECK:           alc.copy {{.*}}shape = [1, 1, %[[ROWS]], 64], dstStride = [0, 0, 256, 4], {{.*}}srcStride = [0, 0, 4, 128]
// CHECK:         }
// CHECK:         alc.barrier
#id = affine_map<(d0, d1) -> (d0, d1)>
#swap = affine_map<(d0, d1) -> (d1, d0)>
func.func @main(%a: tensor<64x32xf32>) -> tensor<32x64xf32> attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "flip"(%a : tensor<64x32xf32>) -> tensor<32x64xf32> {
  ^bb0(%x: tensor<64x32xf32>):
    %e = tensor.empty() : tensor<32x64xf32>
    %p = linalg.generic {indexing_maps = [#swap, #id], iterator_types = ["parallel", "parallel"]}
        ins(%x : tensor<64x32xf32>) outs(%e : tensor<32x64xf32>) {
    ^bb0(%s: f32, %o: f32):
      linalg.yield %s : f32
    } -> tensor<32x64xf32>
    alc.yield %p : tensor<32x64xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 32, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 64, 1>}]}
  return %r : tensor<32x64xf32>
}

// -----

// A rounding of something in memory is a converting copy.
// CHECK-LABEL: func.func private @main.round.0
// CHECK:         alc.copy {{.*}}dstFormat = 2, {{.*}}srcFormat = 1}
#id = affine_map<(d0, d1) -> (d0, d1)>
func.func @main(%a: tensor<64x32xf32>) -> tensor<64x32xbf16> attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "round"(%a : tensor<64x32xf32>) -> tensor<64x32xbf16> {
  ^bb0(%x: tensor<64x32xf32>):
    %e = tensor.empty() : tensor<64x32xbf16>
    %p = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
        ins(%x : tensor<64x32xf32>) outs(%e : tensor<64x32xbf16>) {
    ^bb0(%s: f32, %o: bf16):
      %t = arith.truncf %s : f32 to bf16
      linalg.yield %t : bf16
    } -> tensor<64x32xbf16>
    alc.yield %p : tensor<64x32xbf16>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 32, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}]}
  return %r : tensor<64x32xbf16>
}

// -----

// A DMA instruction has four dimensions; the fifth is a loop.
// CHECK-LABEL: func.func private @main.reverse.0
// CHECK:         scf.for
// CHECK:           alc.copy
#id = affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2, d3, d4)>
#reverse = affine_map<(d0, d1, d2, d3, d4) -> (d4, d3, d2, d1, d0)>
func.func @main(%a: tensor<2x3x4x5x6xf32>) -> tensor<6x5x4x3x2xf32> attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "reverse"(%a : tensor<2x3x4x5x6xf32>) -> tensor<6x5x4x3x2xf32> {
  ^bb0(%x: tensor<2x3x4x5x6xf32>):
    %e = tensor.empty() : tensor<6x5x4x3x2xf32>
    %p = linalg.generic {indexing_maps = [#reverse, #id], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel"]}
        ins(%x : tensor<2x3x4x5x6xf32>) outs(%e : tensor<6x5x4x3x2xf32>) {
    ^bb0(%s: f32, %o: f32):
      linalg.yield %s : f32
    } -> tensor<6x5x4x3x2xf32>
    alc.yield %p : tensor<6x5x4x3x2xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 360, 120, 30, 6, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 120, 24, 6, 2, 1>}]}
  return %r : tensor<6x5x4x3x2xf32>
}
