// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Doctest: a schedule written by hand that the check accepts. The loop's bounds
// and the condition are not known, so all ways are tried.
// RUN: alc-opt %s -alc-check-schedule | FileCheck %s

// CHECK-LABEL: func.func @stream
func.func @stream() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %tile = alc.tile_id
  %n = alc.argument 0
  alc.sync queue 2 {} signals [0 : 2 -> 65535]
  scf.for %i = %tile to %n step %c1 : i64 {
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    alc.copy queue 2 {} waits [0 : 1] signals [1 : 1 -> 65535] writes [0]
    alc.sync queue 1 {} waits [1 : 1]
    %some = arith.cmpi slt, %i, %n : i64
    scf.if %some {
      alc.vector queue 1 {} reads [0]
    }
    alc.sync queue 1 {} signals [0 : 1 -> 65535]
  }
  alc.sync queue 2 {} waits [0 : 2]
  return
}

// A barrier orders too.
// CHECK-LABEL: func.func @barrier
func.func @barrier() {
  %c0 = arith.constant 0 : i64
  %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64}
  alc.copy queue 2 {} writes [0]
  alc.barrier queue 1 {queues = 6}
  alc.barrier queue 2 {queues = 6}
  alc.vector queue 1 {} reads [0]
  return
}

// Of a long loop only the first and last iterations are followed; the copies
// are still the right ones.
// CHECK-LABEL: func.func @long_loop
func.func @long_loop() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c3 = arith.constant 3 : i64
  %c1025 = arith.constant 1025 : i64
  alc.sync queue 2 {} signals [0 : 2 -> 65535]
  scf.for %i = %c0 to %c3 step %c1 : i64 {
    scf.for %k = %c0 to %c1025 step %c1 : i64 {
      %before = arith.muli %i, %c1025 : i64
      %run = arith.addi %before, %k : i64
      %a = alc.buffer 0 [%run] {bytes = 256 : i64, slots = 2 : i64}
      alc.copy queue 2 {} waits [0 : 1] signals [1 : 1 -> 65535] writes [0]
      alc.vector queue 1 {} waits [1 : 1] signals [0 : 1 -> 65535] reads [0]
    }
  }
  alc.sync queue 2 {} waits [0 : 2]
  return
}
