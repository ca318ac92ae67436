// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two queues write the buffer in turn, a third reads it. It has to know of the
// second writer only, which has waited for the first.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @two_writers
// CHECK:       scf.for
// CHECK:         alc.fill queue 2 {} waits [[[FREE:[0-9]+]] : 1] signals [[[FILLED:[0-9]+]] : 1 -> 65535] writes [0]
// CHECK-NEXT:    alc.copy queue 3 {} waits [[[FILLED]] : 1] signals [[[FULL:[0-9]+]] : 1 -> 65535] writes [0]
// CHECK-NEXT:    alc.vector queue 1 {} waits [[[FULL]] : 1] signals [[[FREE]] : 1 -> 65535] reads [0]
func.func @two_writers() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    alc.fill queue 2 {} writes [0]
    alc.copy queue 3 {} writes [0]
    alc.vector queue 1 {} reads [0]
  }
  return
}
