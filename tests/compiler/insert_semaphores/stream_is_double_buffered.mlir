// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Doctest: load, compute, store with two copies of each buffer. The load of
// iteration i + 2 waits for the computation of iteration i; the first two take
// credits, which the function takes back before its barriers.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @stream
// CHECK:      alc.sync queue 2 {} signals [[[FREE_A:[0-9]+]] : 2 -> 65535]
// CHECK-NEXT: alc.sync queue 1 {} signals [[[FREE_B:[0-9]+]] : 2 -> 65535]
// CHECK:      scf.for
// CHECK:        alc.copy queue 2
// CHECK-SAME:     waits [[[FREE_A]] : 1] signals [[[FULL_A:[0-9]+]] : 1 -> 65535] writes [0]
// CHECK-NEXT:   alc.vector queue 1
// CHECK-SAME:     waits [[[FULL_A]] : 1, [[FREE_B]] : 1]
// CHECK-SAME:     signals [[[FREE_A]] : 1 -> 65535, [[FULL_B:[0-9]+]] : 1 -> 65535]
// CHECK-NEXT:   alc.copy queue 3
// CHECK-SAME:     waits [[[FULL_B]] : 1] signals [[[FREE_B]] : 1 -> 65535] reads [1]
// CHECK-NEXT: }
// CHECK-NEXT: alc.barrier queue 0 {queues = 7}{{$}}
// CHECK-NEXT: alc.barrier queue 1 {queues = 7} waits [[[FREE_B]] : 2]
// CHECK-NEXT: alc.barrier queue 2 {queues = 7} waits [[[FREE_A]] : 2]
func.func @stream() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    %b = alc.buffer 1 [%i] {bytes = 256 : i64, slots = 2 : i64}
    alc.copy queue 2 {dst = %a} writes [0]
    alc.vector queue 1 {base = [%a, 0, 0, 0, %b, 0]} reads [0] writes [1]
    alc.copy queue 3 {src = %b} reads [1]
  }
  alc.barrier queue 0 {queues = 7}
  alc.barrier queue 1 {queues = 7}
  alc.barrier queue 2 {queues = 7}
  return
}

// A function without a body is none of the pass's business.
// CHECK: func.func private @elsewhere()
func.func private @elsewhere()
