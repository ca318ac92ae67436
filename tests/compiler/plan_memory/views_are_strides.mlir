// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Slices and reshapes between kernels move nothing: they are offsets and
// strides of the tensor that they look at.
// RUN: alc-opt %s -alc-plan-memory=chip=nano | FileCheck %s

// Row 3, from column 5 on, and every second of them.
// CHECK-LABEL: func.func @slice
// CHECK:         alc.kernel "read"
// CHECK:           places = [{argument = 2 : i64, offset = 404 : i64, strides = array<i64: 64, 2>}, {argument = 3 : i64
func.func @slice(%x: tensor<8x32xf32>) -> tensor<2x4xf32> {
  %s = tensor.extract_slice %x[3, 5] [2, 4] [2, 2] : tensor<8x32xf32> to tensor<2x4xf32>
  %r = alc.kernel "read"(%s : tensor<2x4xf32>) -> tensor<2x4xf32> {
  ^bb0(%v: tensor<2x4xf32>):
    alc.yield %v : tensor<2x4xf32>
  }
  return %r : tensor<2x4xf32>
}

// Columns of a slice keep their distance when they are split.
// CHECK-LABEL: func.func @heads
// CHECK:         alc.kernel "read"
// CHECK:           places = [{argument = 2 : i64, offset = 32 : i64, strides = array<i64: 32, 4, 1>}, {argument = 3 : i64
func.func @heads(%x: tensor<8x32xbf16>) -> tensor<8x4x4xbf16> {
  %s = tensor.extract_slice %x[0, 16] [8, 16] [1, 1] : tensor<8x32xbf16> to tensor<8x16xbf16>
  %t = tensor.expand_shape %s [[0], [1, 2]] output_shape [8, 4, 4] : tensor<8x16xbf16> into tensor<8x4x4xbf16>
  %r = alc.kernel "read"(%t : tensor<8x4x4xbf16>) -> tensor<8x4x4xbf16> {
  ^bb0(%v: tensor<8x4x4xbf16>):
    alc.yield %v : tensor<8x4x4xbf16>
  }
  return %r : tensor<8x4x4xbf16>
}

// A result that is only reshaped before it is returned is computed in place.
// CHECK-LABEL: func.func @returned
// CHECK:         alc.kernel "make"
// CHECK:           places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}, {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}]
// CHECK-NOT:     alc.kernel
func.func @returned(%x: tensor<8x32xf32>) -> tensor<256xf32> {
  %r = alc.kernel "make"(%x : tensor<8x32xf32>) -> tensor<8x32xf32> {
  ^bb0(%v: tensor<8x32xf32>):
    alc.yield %v : tensor<8x32xf32>
  }
  %t = tensor.collapse_shape %r [[0, 1]] : tensor<8x32xf32> into tensor<256xf32>
  return %t : tensor<256xf32>
}

// Dimensions that do not follow each other in memory cannot be one: what a
// reshape needs in one piece is copied before.
// CHECK-LABEL: func.func @in_one_piece
// CHECK:         %[[SLICE:.*]] = tensor.extract_slice
// CHECK:         %[[PIECE:.*]] = alc.kernel "copy"(%[[SLICE]] : tensor<8x16xf32>)
// CHECK:           places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}, {{{.*}}strides = array<i64: 16, 1>}]
// CHECK:         %[[FLAT:.*]] = tensor.collapse_shape %[[PIECE]]
// CHECK:         alc.kernel "read"(%[[FLAT]] : tensor<128xf32>)
func.func @in_one_piece(%x: tensor<8x32xf32>) -> tensor<128xf32> {
  %s = tensor.extract_slice %x[0, 0] [8, 16] [1, 1] : tensor<8x32xf32> to tensor<8x16xf32>
  %t = tensor.collapse_shape %s [[0, 1]] : tensor<8x16xf32> into tensor<128xf32>
  %r = alc.kernel "read"(%t : tensor<128xf32>) -> tensor<128xf32> {
  ^bb0(%v: tensor<128xf32>):
    alc.yield %v : tensor<128xf32>
  }
  return %r : tensor<128xf32>
}
