// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-insert-semaphores="semaphores=1"

func.func @too_many_copies() {
  %c0 = arith.constant 0 : i64
  // expected-error @+1 {{has 256 slots; 1 to 255 are possible}}
  %a = alc.buffer 0 [%c0] {bytes = 64 : i64, slots = 256 : i64}
  return
}

// -----

// expected-error @+1 {{needs 2 semaphores; the chip has 1}}
func.func @too_many_semaphores() {
  %c0 = arith.constant 0 : i64
  %a = alc.buffer 0 [%c0] {bytes = 64 : i64, slots = 1 : i64}
  alc.copy queue 2 {} writes [0]
  alc.matmul queue 0 {} reads [0]
  alc.vector queue 1 {} reads [0]
  return
}
