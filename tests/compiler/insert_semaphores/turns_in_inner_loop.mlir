// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two queues write a buffer of the outer block by turns in the inner loop: the
// turns are ordered in there, one iteration after another.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @rescaled_accumulator
// CHECK:      alc.sync queue 0 {} signals [[[TURN:[0-9]+]] : 1 -> 65535]
// CHECK:      scf.for
// CHECK:        alc.matmul queue 0 {} waits [[[TURN]] : 1] signals [[[DONE:[0-9]+]] : 1 -> 65535] reads [0] writes [0]
// CHECK-NEXT:   alc.vector queue 1 {} waits [[[DONE]] : 1] signals [[[TURN]] : 1 -> 65535] reads [0] writes [0]
// CHECK:      }
// CHECK-NEXT: alc.sync queue 1 {} signals [[[FULL:[0-9]+]] : 1 -> 65535]
// CHECK:      alc.copy queue 2 {} waits [{{.*}}[[FULL]] : 1{{.*}}] reads [0]
func.func @rescaled_accumulator() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c5 = arith.constant 5 : i64
  %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64}
  scf.for %j = %c0 to %c5 step %c1 : i64 {
    alc.matmul queue 0 {} reads [0] writes [0]
    alc.vector queue 1 {} reads [0] writes [0]
  }
  alc.copy queue 2 {} reads [0]
  return
}
