// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An instruction has room for two waits and two signals; what is more goes into
// sync instructions of its queue. Semaphores that the function uses already
// stay as they are.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @gathers_three
// CHECK:      alc.vector queue 1 {} signals [7 : 1 -> 65535]
// CHECK:      alc.copy queue 4 {} signals [10 : 1 -> 65535] writes [2]
// CHECK-NEXT: alc.sync queue 0 {} waits [10 : 1]
// CHECK-NEXT: alc.matmul queue 0 {} waits [7 : 1, {{[89]}} : 1] reads [0, 1, 2]
// CHECK-NEXT: return
func.func @gathers_three() {
  %c0 = arith.constant 0 : i64
  %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64}
  %b = alc.buffer 1 [%c0] {bytes = 256 : i64, slots = 1 : i64}
  %c = alc.buffer 2 [%c0] {bytes = 256 : i64, slots = 1 : i64}
  alc.vector queue 1 {} signals [7 : 1 -> 65535]
  alc.copy queue 2 {} writes [0]
  alc.copy queue 2 {} writes [1]
  alc.copy queue 3 {} writes [1]
  alc.copy queue 4 {} writes [2]
  alc.matmul queue 0 {} waits [7 : 1] reads [0, 1, 2]
  return
}
