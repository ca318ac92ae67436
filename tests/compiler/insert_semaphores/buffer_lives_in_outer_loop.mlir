// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A is loaded in the outer loop and read in the inner one, B loaded in the
// inner one: each is guarded where it lives.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @reuse
// CHECK:      scf.for
// CHECK:        alc.copy queue 2 {} waits [[[FREE_A:[0-9]+]] : 1] signals [[[FULL_A:[0-9]+]] : 1 -> 65535] writes [0]
// CHECK-NEXT:   alc.sync queue 0 {} waits [[[FULL_A]] : 1]
// CHECK-NEXT:   scf.for
// CHECK:          alc.copy queue 2 {} waits [[[FREE_B:[0-9]+]] : 1] signals [[[FULL_B:[0-9]+]] : 1 -> 65535] writes [1]
// CHECK-NEXT:     alc.matmul queue 0 {} waits [[[FULL_B]] : 1] signals [[[FREE_B]] : 1 -> 65535] reads [0, 1]
// CHECK:        }
// CHECK-NEXT:   alc.sync queue 0 {} signals [[[FREE_A]] : 1 -> 65535]
func.func @reuse() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c5 = arith.constant 5 : i64
  scf.for %i = %c0 to %c5 step %c1 : i64 {
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    alc.copy queue 2 {} writes [0]
    scf.for %j = %c0 to %c5 step %c1 : i64 {
      %b = alc.buffer 1 [%j] {bytes = 256 : i64, slots = 2 : i64}
      alc.copy queue 2 {} writes [1]
      alc.matmul queue 0 {} reads [0, 1]
    }
  }
  return
}

// A buffer of the function's own block is used once: no credits.
// CHECK-LABEL: func.func @resident
// CHECK:      alc.copy queue 2 {} signals [0 : 1 -> 65535] writes [0]
// CHECK-NEXT: alc.sync queue 0 {} waits [0 : 1]
// CHECK-NEXT: scf.for
// CHECK-NEXT:   alc.matmul queue 0 {} reads [0]
// CHECK-NEXT: }
// CHECK-NEXT: return
func.func @resident() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c5 = arith.constant 5 : i64
  %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64}
  alc.copy queue 2 {} writes [0]
  scf.for %j = %c0 to %c5 step %c1 : i64 {
    alc.matmul queue 0 {} reads [0]
  }
  return
}
