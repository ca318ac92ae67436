// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a sync waits for goes into the next instruction of its queue, what it
// signals into the one before, as far as their headers have room and no loop
// with instructions of the queue lies between.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s

// CHECK-LABEL: func.func @both_sides
// CHECK-NEXT: alc.copy queue 2 {} waits [1 : 1, 2 : 3] signals [4 : 1 -> 65535]
// CHECK-NEXT: alc.copy queue 3 {}{{$}}
// CHECK-NEXT: return
func.func @both_sides() {
  alc.sync queue 2 {} waits [1 : 1]
  alc.sync queue 2 {} waits [2 : 3]
  alc.copy queue 2 {}
  alc.copy queue 3 {}
  alc.sync queue 2 {} signals [4 : 1 -> 65535]
  return
}

// CHECK-LABEL: func.func @full
// CHECK-SAME: (%[[SEMAPHORE:.*]]: i64)
// CHECK-NEXT: alc.sync queue 2 {} waits [3 : 1]
// CHECK-NEXT: alc.copy queue 2 {wait1Sem = %[[SEMAPHORE]], wait1Count = 1} waits [1 : 1]
// CHECK-NEXT: return
func.func @full(%semaphore: i64) {
  alc.sync queue 2 {} waits [3 : 1]
  alc.copy queue 2 {wait1Sem = %semaphore, wait1Count = 1} waits [1 : 1]
  return
}

// CHECK-LABEL: func.func @loop_between
// CHECK:      alc.sync queue 0 {} waits [1 : 1]
// CHECK-NEXT: scf.for
// CHECK-NEXT:   alc.matmul queue 0 {}{{$}}
// CHECK:      alc.copy queue 2 {} waits [2 : 1]
// CHECK-NEXT: return
func.func @loop_between() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c4 = arith.constant 4 : i64
  alc.sync queue 0 {} waits [1 : 1]
  alc.sync queue 2 {} waits [2 : 1]
  scf.for %i = %c0 to %c4 step %c1 : i64 {
    alc.matmul queue 0 {}
  }
  alc.copy queue 2 {}
  return
}
