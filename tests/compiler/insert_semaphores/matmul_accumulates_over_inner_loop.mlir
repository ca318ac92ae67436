// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A matmul accumulates over an inner loop. Its operands are ordered inside of
// that loop, its result around it; two operands loaded by one queue share one
// semaphore in each direction. The operands' copies rotate by a counter that
// goes on from one run of the inner loop to the next.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @matmul
// CHECK:      scf.for {{.*}} iter_args(%[[OUTER:.*]] = %c0
// CHECK:        alc.sync queue 0 {} waits [[[FREE_C:[0-9]+]] : 1]
// CHECK-NEXT:   %[[NEXT_OUTER:.*]] = scf.for {{.*}} iter_args(%[[COUNT:.*]] = %[[OUTER]])
// CHECK-NEXT:     alc.buffer 0[%[[COUNT]]]
// CHECK-NEXT:     alc.buffer 1[%[[COUNT]]]
// CHECK-NEXT:     alc.copy queue 2
// CHECK-SAME:       waits [[[FREE_AB:[0-9]+]] : 1] writes [0]
// CHECK-NEXT:     alc.copy queue 2
// CHECK-SAME:       } signals [[[FULL_AB:[0-9]+]] : 1 -> 65535] writes [1]
// CHECK-NEXT:     alc.matmul queue 0
// CHECK-SAME:       waits [[[FULL_AB]] : 1] signals [[[FREE_AB]] : 1 -> 65535]
// CHECK:          %[[NEXT:.*]] = arith.addi %[[COUNT]],
// CHECK-NEXT:     scf.yield %[[NEXT]]
// CHECK:        alc.sync queue 0 {} signals [[[FULL_C:[0-9]+]] : 1 -> 65535]
// CHECK:        alc.vector queue 1
// CHECK-SAME:     waits [[[FULL_C]] : 1, {{.*}}] signals [[[FREE_C]] : 1 -> 65535
// CHECK:        scf.yield %[[NEXT_OUTER]]
func.func @matmul() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c5 = arith.constant 5 : i64
  scf.for %i = %c0 to %c5 step %c1 : i64 {
    %c = alc.buffer 2 [%i] {bytes = 256 : i64, slots = 2 : i64}
    scf.for %k = %c0 to %c5 step %c1 : i64 {
      %a = alc.buffer 0 [%k] {bytes = 256 : i64, slots = 2 : i64}
      %b = alc.buffer 1 [%k] {bytes = 256 : i64, slots = 2 : i64}
      alc.copy queue 2 {dst = %a} writes [0]
      alc.copy queue 2 {dst = %b} writes [1]
      alc.matmul queue 0 {a = %a, b = %b, c = %c} reads [0, 1, 2] writes [2]
    }
    %o = alc.buffer 3 [%i] {bytes = 256 : i64, slots = 2 : i64}
    alc.vector queue 1 {base = [%c, 0, 0, 0, %o, 0]} reads [2] writes [3]
    alc.copy queue 3 {src = %o} reads [3]
  }
  return
}
