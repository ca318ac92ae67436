// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An insertion writes a part of its result. Unless the rest is there already,
// it is copied or filled first, and a barrier of the chip lies between: another
// tile may write what this one inserts into.
// RUN: alc-opt %s -split-input-file -alc-lower-kernels=chip=nano -canonicalize -cse | FileCheck %s

// Rows 3 to 5 of 8, every second column from the first on.
// CHECK-LABEL: func.func private @main.in_place.0
// CHECK-NOT:     alc.copy
// CHECK:         %[[PLACE:.*]] = alc.argument 1
// CHECK:         %[[AT:.*]] = arith.addi %[[PLACE]], %c196_i64
// CHECK:         alc.copy {{.*}}dst = %[[AT]], shape = [1, 1, 3, 4], dstStride = [0, 0, 64, 8], {{.*}}srcStride = [0, 0, 16, 4]
// CHECK-NEXT:    alc.barrier queue 0
// CHECK-NOT:     alc.copy
// CHECK:         return
func.func @main(%a: tensor<8x16xf32>, %b: tensor<3x4xf32>) -> tensor<8x16xf32> attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "in_place"(%a, %b : tensor<8x16xf32>, tensor<3x4xf32>) -> tensor<8x16xf32> {
  ^bb0(%x: tensor<8x16xf32>, %y: tensor<3x4xf32>):
    %p = tensor.insert_slice %y into %x[3, 1] [3, 4] [1, 2] : tensor<3x4xf32> into tensor<8x16xf32>
    alc.yield %p : tensor<8x16xf32>
  } {places = [{argument = 1 : i64, offset = 0 : i64, strides = array<i64: 16, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 4, 1>},
               {argument = 1 : i64, offset = 0 : i64, strides = array<i64: 16, 1>}]}
  return %r : tensor<8x16xf32>
}

// -----

// CHECK-LABEL: func.func private @main.elsewhere.0
// CHECK:         alc.copy {{.*}}shape = [1, 1, 1, 128]
// CHECK-NEXT:    alc.barrier queue 0 {queues = 63, scope = 1}
// CHECK:         alc.copy {{.*}}shape = [1, 1, 3, 4]
// CHECK-NEXT:    alc.barrier queue 0
func.func @main(%a: tensor<8x16xf32>, %b: tensor<3x4xf32>) -> tensor<8x16xf32> attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "elsewhere"(%a, %b : tensor<8x16xf32>, tensor<3x4xf32>) -> tensor<8x16xf32> {
  ^bb0(%x: tensor<8x16xf32>, %y: tensor<3x4xf32>):
    %p = tensor.insert_slice %y into %x[3, 1] [3, 4] [1, 2] : tensor<3x4xf32> into tensor<8x16xf32>
    alc.yield %p : tensor<8x16xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 16, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 4, 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 16, 1>}]}
  return %r : tensor<8x16xf32>
}

// -----

// CHECK-LABEL: func.func private @main.padded.0
// CHECK:         alc.fill {{.*}}shape = [1, 1, 1, 128]
// CHECK-NEXT:    alc.barrier queue 0 {queues = 63, scope = 1}
// CHECK:         alc.copy {{.*}}shape = [1, 1, 3, 4]
func.func @main(%b: tensor<3x4xf32>) -> tensor<8x16xf32> attributes {alc.arguments = [{}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "padded"(%b : tensor<3x4xf32>) -> tensor<8x16xf32> {
  ^bb0(%y: tensor<3x4xf32>):
    %c = arith.constant 9.0 : f32
    %e = tensor.empty() : tensor<8x16xf32>
    %f = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<8x16xf32>) {
    ^bb0(%o: f32):
      linalg.yield %c : f32
    } -> tensor<8x16xf32>
    %p = tensor.insert_slice %y into %f[3, 1] [3, 4] [1, 2] : tensor<3x4xf32> into tensor<8x16xf32>
    alc.yield %p : tensor<8x16xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 4, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 16, 1>}]}
  return %r : tensor<8x16xf32>
}
