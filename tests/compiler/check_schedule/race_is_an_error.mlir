// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-check-schedule

func.func @missing_wait() {
  %c0 = arith.constant 0 : i64
  // expected-note @+1 {{the buffer}}
  %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64}
  // expected-note @+1 {{the other instruction}}
  alc.copy queue 2 {} writes [0]
  // expected-error @+1 {{on queue 1 reads buffer 0, not ordered after queue 2, which writes the same copy}}
  alc.vector queue 1 {} reads [0]
  return
}

// -----

// The second run must not overwrite what the first may still read.
func.func @reuse_without_wait() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    // expected-note @+1 {{the buffer}}
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    // expected-error @+1 {{on queue 2 writes buffer 0, not ordered after queue 1, which reads the same copy}}
    alc.copy queue 2 {} signals [1 : 1 -> 65535] writes [0]
    // expected-note @+1 {{the other instruction}}
    alc.vector queue 1 {} waits [1 : 1] reads [0]
  }
  return
}
