// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two queues read what a third wrote: it signals both, and waits for both
// before it writes the same copy again. The readers need no order.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @two_readers
// CHECK:       scf.for
// CHECK:         alc.copy queue 2 {} waits [[[FREE_0:[0-9]+]] : 1, [[FREE_1:[0-9]+]] : 1]
// CHECK-SAME:      signals [[[FULL_0:[0-9]+]] : 1 -> 65535, [[FULL_1:[0-9]+]] : 1 -> 65535] writes [0]
// CHECK-NEXT:    alc.matmul queue 0 {} waits [[[FULL_0]] : 1] signals [[[FREE_0]] : 1 -> 65535] reads [0]
// CHECK-NEXT:    alc.vector queue 1 {} waits [[[FULL_1]] : 1] signals [[[FREE_1]] : 1 -> 65535] reads [0]
// CHECK-NEXT:  }
// CHECK-NEXT:  alc.sync queue 2 {} waits [[[FREE_0]] : 3, [[FREE_1]] : 3]
func.func @two_readers() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 3 : i64}
    alc.copy queue 2 {} writes [0]
    alc.matmul queue 0 {} reads [0]
    alc.vector queue 1 {} reads [0]
  }
  return
}
