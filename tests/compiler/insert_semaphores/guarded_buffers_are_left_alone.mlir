// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A guarded buffer's accesses order themselves; the pass adds nothing to them,
// and the schedule's check still proves that they are right, or finds that they
// are not.
// RUN: alc-opt %s -split-input-file -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -split-input-file -alc-insert-semaphores -alc-check-schedule -verify-diagnostics -o /dev/null

// CHECK-LABEL: func.func @ordered_by_hand
// CHECK:      alc.copy queue 2 {dst = %{{.*}}} signals [5 : 1 -> 65535] writes [0]
// CHECK-NEXT: alc.matmul queue 0 {a = %{{.*}}} waits [5 : 1] reads [0]
func.func @ordered_by_hand() {
  %c0 = arith.constant 0 : i64
  %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64, guarded}
  alc.copy queue 2 {dst = %a} signals [5 : 1 -> 65535] writes [0]
  alc.matmul queue 0 {a = %a} waits [5 : 1] reads [0]
  return
}

// -----

// CHECK-LABEL: func.func @not_ordered_at_all
func.func @not_ordered_at_all() {
  %c0 = arith.constant 0 : i64
  // expected-note@+1 {{the buffer}}
  %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64, guarded}
  // expected-note@+1 {{the other instruction}}
  alc.copy queue 2 {dst = %a} writes [0]
  // expected-error@+1 {{on queue 0 reads buffer 0, not ordered after queue 2, which writes the same copy}}
  alc.matmul queue 0 {a = %a} reads [0]
  return
}
