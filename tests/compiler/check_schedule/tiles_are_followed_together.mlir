// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tile 0 loads for all four tiles of the chip. It waits until each of them has
// done with the copy, and each waits until the slice has come.
// RUN: alc-opt %s -alc-check-schedule=chip=edge | FileCheck %s

// CHECK-LABEL: func.func @shared_slice
func.func @shared_slice() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c2 = arith.constant 2 : i64
  %c9 = arith.constant 9 : i64
  %tile = alc.tile_id
  %isLeader = arith.cmpi slt, %tile, %c1 : i64
  scf.if %isLeader {
    alc.sync queue 2 {} signals [1 : 4 -> 65535, 2 : 4 -> 65535]
  }
  scf.for %i = %c0 to %c9 step %c1 : i64 {
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    %copy = arith.remui %i, %c2 : i64
    %free = arith.addi %copy, %c1 : i64
    scf.if %isLeader {
      alc.sync queue 2 {wait0Sem = %free, wait0Count = 4}
      alc.copy queue 2 {multicastCount = 4, multicastStride = 1} signals [0 : 1 -> 65533] writes [0]
    }
    alc.sync queue 0 {} waits [0 : 1]
    alc.matmul queue 0 {} reads [0]
    alc.sync queue 0 {signal0Sem = %free, signal0Count = 1, signal0Target = %c0}
  }
  scf.if %isLeader {
    alc.sync queue 2 {} waits [1 : 4, 2 : 4]
  }
  return
}
