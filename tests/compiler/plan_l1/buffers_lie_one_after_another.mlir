// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Doctest: buffers lie one after another, each copy at a multiple of 64 bytes.
// RUN: alc-opt %s -alc-plan-l1 | FileCheck %s

// CHECK-LABEL: func.func @kernel
// CHECK: alc.buffer 0{{.*}} {base = 0 : i64, bytes = 128 : i64, slots = 2 : i64}
// CHECK: alc.buffer 4{{.*}} {base = 256 : i64, bytes = 64 : i64, slots = 1 : i64}
// CHECK: alc.buffer 1{{.*}} {base = 320 : i64, bytes = 4096 : i64, slots = 3 : i64}
func.func @kernel() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %a = alc.buffer 0 [%c0] {bytes = 100 : i64, slots = 2 : i64}
  scf.for %i = %c0 to %c1 step %c1 : i64 {
    %b = alc.buffer 4 [%i] {bytes = 1 : i64, slots = 1 : i64}
  }
  scf.for %i = %c0 to %c1 step %c1 : i64 {
    %c = alc.buffer 1 [%i] {bytes = 4096 : i64, slots = 3 : i64}
  }
  return
}

// Each kernel has all of L1.
// CHECK-LABEL: func.func @next_kernel
// CHECK: alc.buffer 0{{.*}} {base = 0 : i64, bytes = 524288 : i64, slots = 1 : i64}
func.func @next_kernel() {
  %c0 = arith.constant 0 : i64
  %a = alc.buffer 0 [%c0] {bytes = 524288 : i64, slots = 1 : i64}
  return
}
