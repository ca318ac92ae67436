// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-check-schedule

func.func @missing_credit() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  alc.sync queue 2 {} signals [0 : 1 -> 65535]
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    alc.vector queue 1 {} waits [1 : 1]
    // expected-error @-1 {{deadlocks: it waits for 1 of semaphore 1, which has 0 when all that is pushed before it is done}}
    alc.copy queue 2 {} waits [0 : 1] signals [1 : 1 -> 65535]
  }
  return
}

// -----

// Signalled only if the condition holds.
func.func @conditional_signal(%some: i1) {
  scf.if %some {
    alc.copy queue 2 {} signals [1 : 1 -> 65535]
  }
  // expected-error @+1 {{deadlocks: it waits for 1 of semaphore 1}}
  alc.vector queue 1 {} waits [1 : 1]
  return
}

// -----

func.func @lonely_barrier() {
  // expected-error @+1 {{deadlocks: not all of its queues come to barrier 0}}
  alc.barrier queue 1 {queues = 6}
  return
}

// -----

func.func @behind_a_barrier() {
  alc.barrier queue 1 {queues = 6}
  // expected-error @+1 {{is pushed behind a barrier that waits for queues that are pushed later}}
  alc.vector queue 1 {}
  alc.barrier queue 2 {queues = 6}
  return
}

// -----

func.func @left_over() {
  // expected-error @+1 {{leaves semaphore 4 at 2 at the end of the kernel}}
  alc.sync queue 0 {} signals [4 : 2 -> 65535]
  return
}
