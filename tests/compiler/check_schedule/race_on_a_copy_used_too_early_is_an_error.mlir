// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-check-schedule

// Three credits for two copies.
func.func @too_many_credits() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  alc.sync queue 2 {} signals [0 : 3 -> 65535]
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    // expected-note @+1 {{the buffer}}
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    // expected-error @+1 {{not ordered after queue 1}}
    alc.copy queue 2 {} waits [0 : 1] signals [1 : 1 -> 65535] writes [0]
    // expected-note @+1 {{the other instruction}}
    alc.vector queue 1 {} waits [1 : 1] signals [0 : 1 -> 65535] reads [0]
  }
  alc.sync queue 2 {} waits [0 : 3]
  return
}

// -----

// Every second iteration runs the block, always with the same copy.
func.func @copies_do_not_rotate() {
  %c0 = arith.constant 0 : i64
  %c2 = arith.constant 2 : i64
  %c8 = arith.constant 8 : i64
  alc.sync queue 2 {} signals [0 : 2 -> 65535]
  scf.for %i = %c0 to %c8 step %c2 : i64 {
    // expected-note @+1 {{the buffer}}
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    // expected-error @+1 {{not ordered after queue 1}}
    alc.copy queue 2 {} waits [0 : 1] signals [1 : 1 -> 65535] writes [0]
    // expected-note @+1 {{the other instruction}}
    alc.vector queue 1 {} waits [1 : 1] signals [0 : 1 -> 65535] reads [0]
  }
  alc.sync queue 2 {} waits [0 : 2]
  return
}
