// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-insert-semaphores

func.func @unknown_buffer() {
  // expected-error @+1 {{touches buffer 7, which is not there}}
  alc.copy queue 2 {} writes [7]
  return
}

// -----

func.func @before_its_scope() {
  %c0 = arith.constant 0 : i64
  // expected-error @+1 {{touches buffer 0 outside of its scope}}
  alc.copy queue 2 {} writes [0]
  // expected-note @+1 {{the buffer}}
  %a = alc.buffer 0 [%c0] {bytes = 64 : i64, slots = 1 : i64}
  return
}

// -----

func.func @after_its_scope() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  scf.for %i = %c0 to %c1 step %c1 : i64 {
    // expected-note @+1 {{the buffer}}
    %a = alc.buffer 0 [%i] {bytes = 64 : i64, slots = 1 : i64}
  }
  // expected-error @+1 {{touches buffer 0 outside of its scope}}
  alc.copy queue 2 {} reads [0]
  return
}

// -----

func.func @same_number() {
  %c0 = arith.constant 0 : i64
  %a = alc.buffer 0 [%c0] {bytes = 64 : i64, slots = 1 : i64}
  // expected-error @+1 {{has the id of another buffer, 0}}
  %b = alc.buffer 0 [%c0] {bytes = 64 : i64, slots = 1 : i64}
  return
}

// -----

func.func @unlisted() {
  %c0 = arith.constant 0 : i64
  %a = alc.buffer 0 [%c0] {bytes = 64 : i64, slots = 1 : i64}
  %next = arith.addi %a, %c0 : i64
  // expected-error @+1 {{uses the address of buffer 0 but neither reads nor writes it}}
  alc.copy queue 2 {dst = %next}
  return
}
