// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is printed is what was read, as text, in MLIR's generic form and as
// bytecode. Fields with their usual values are left out; one that is known only
// at run time is an operand.
// RUN: alc-opt %s | FileCheck %s
// RUN: alc-opt %s -o %t.text
// RUN: alc-opt %t.text | diff %t.text -
// RUN: alc-opt %s -mlir-print-op-generic | alc-opt | diff %t.text -
// RUN: alc-opt %s -emit-bytecode | alc-opt | diff %t.text -

// CHECK: alc.micro_program @double setup ["movhi v1, 0x3f80"] before [] body ["add v0, s0, s0", "store o0, v0"] after []
alc.micro_program @double setup ["movhi v1, 0x3f80"] before [] body ["add v0, s0, s0", "store o0, v0"] after []

// CHECK-LABEL: func.func @engines
func.func @engines(%i: i64) {
  // CHECK-NEXT: %[[TILE:.*]] = alc.tile_id
  %tile = alc.tile_id
  // CHECK-NEXT: %[[X:.*]] = alc.argument 2
  %x = alc.argument 2
  // CHECK-NEXT: %[[B:.*]] = alc.buffer 7[%arg0] {base = 64 : i64, bytes = 256 : i64, slots = 2 : i64}
  %b = alc.buffer 7 [%i] {base = 64 : i64, bytes = 256 : i64, slots = 2 : i64}
  // CHECK-NEXT: alc.sync queue 0 {} waits [1 : 2, 3 : 4] signals [5 : 6 -> 65535, 7 : 8 -> 65533]
  alc.sync queue 0 {} waits [1 : 2, 3 : 4] signals [5 : 6 -> 65535, 7 : 8 -> 65533]
  // CHECK-NEXT: alc.sync queue 3 {wait0Sem = %[[TILE]], wait0Count = 4}
  alc.sync queue 3 {wait0Count = 4, wait0Sem = %tile}
  // CHECK-NEXT: alc.barrier queue 1 {queues = 63, scope = 1}
  alc.barrier queue 1 {queues = 63, scope = 1}
  // CHECK-NEXT: alc.matmul queue 0 {a = %[[B]], m = 4, n = 8, k = 16, aFormat = 2, bFormat = 2, cFormat = 1} reads [7, 8] writes [9]
  alc.matmul queue 0 {a = %b, b = 0, m = 4, n = 8, k = 16, aFormat = 2, bFormat = 2, cFormat = 1} reads [7, 8] writes [9]
  // CHECK-NEXT: alc.copy queue 2 {dst = %[[B]], shape = [1, 1, %arg0, 64], src = %[[X]], srcStride = [0, 0, -256, 4]} writes [7]
  alc.copy queue 2 {src = %x, srcStride = [0, 0, -256, 4], shape = [1, 1, %i, 64], dst = %b} writes [7]
  // CHECK-NEXT: alc.fill queue 5 {value = 4294967295}
  alc.fill queue 5 {value = 4294967295}
  // CHECK-NEXT: alc.gather queue 2 {indexFormat = 6, indexLimit = 40}
  alc.gather queue 2 {indexFormat = 6, indexLimit = 40}
  // CHECK-NEXT: alc.vector queue 1 program @double {size = [1, 1, 1, %arg0], base = [%[[B]], 0, 0, 0, 0, 0]} reads [7] {comment = "kept"}
  alc.vector queue 1 program @double {size = [1, 1, 1, %i], base = [%b]} reads [7] {comment = "kept"}
  return
}

// CHECK-LABEL: func.func @kernels
func.func @kernels(%a: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  // CHECK: %[[R:.*]]:2 = alc.kernel "k"(%arg0 : tensor<8xf32>) -> tensor<8xf32>, tensor<8xf32> {
  // CHECK-NEXT: ^bb0(%[[X:.*]]: tensor<8xf32>):
  // CHECK-NEXT: alc.yield %[[X]], %[[X]] : tensor<8xf32>, tensor<8xf32>
  // CHECK-NEXT: } {places = [{offset = 0 : i64}, {}, {}], tiling = {block = array<i64: 8>}}
  %r:2 = alc.kernel "k"(%a : tensor<8xf32>) -> tensor<8xf32>, tensor<8xf32> {
  ^bb0(%x: tensor<8xf32>):
    alc.yield %x, %x : tensor<8xf32>, tensor<8xf32>
  } {places = [{offset = 0 : i64}, {}, {}], tiling = {block = array<i64: 8>}}
  // CHECK: alc.kernel "empty"() {
  // CHECK-NEXT: }
  alc.kernel "empty"() {
  }
  return %r#0, %r#1 : tensor<8xf32>, tensor<8xf32>
}
