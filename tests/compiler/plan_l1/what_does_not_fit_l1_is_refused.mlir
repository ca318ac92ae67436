// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-plan-l1="chip=nano"

// expected-error @+1 {{needs 524352 bytes of L1; a tile of nano has 524288}}
func.func @beyond_l1() {
  %c0 = arith.constant 0 : i64
  // expected-note @+1 {{buffer 0: 64 bytes in 1 copy}}
  %a = alc.buffer 0 [%c0] {bytes = 1 : i64, slots = 1 : i64}
  // expected-note @+1 {{buffer 1: 524288 bytes in 2 copies}}
  %b = alc.buffer 1 [%c0] {bytes = 262144 : i64, slots = 2 : i64}
  return
}

// -----

func.func @no_size() {
  %c0 = arith.constant 0 : i64
  // expected-error @+1 {{has no bytes or no slots}}
  %a = alc.buffer 0 [%c0] {bytes = 0 : i64, slots = 1 : i64}
  return
}

// -----

func.func @absurd_size() {
  %c0 = arith.constant 0 : i64
  // expected-error @+1 {{has a size beyond 64 bits}}
  %a = alc.buffer 0 [%c0] {bytes = 4611686018427387904 : i64, slots = 2 : i64}
  return
}
