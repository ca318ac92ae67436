// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies rotate with the runs of their block. An iteration operand that does
// not evidently count them is replaced by a counter carried through the loops.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @counts_runs_below_a_condition
// CHECK:      %[[ALL:.*]] = scf.for {{.*}} iter_args(%[[COUNT:.*]] = %c0
// CHECK:        %[[NEXT:.*]] = scf.if {{.*}} -> (i64) {
// CHECK-NEXT:     alc.buffer 0[%[[COUNT]]]
// CHECK:          %[[MORE:.*]] = arith.addi %[[COUNT]], %{{.*}}
// CHECK-NEXT:     scf.yield %[[MORE]]
// CHECK-NEXT:   } else {
// CHECK-NEXT:     scf.yield %[[COUNT]]
// CHECK:        scf.yield %[[NEXT]]
func.func @counts_runs_below_a_condition() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  %tile = alc.tile_id
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    %mine = arith.cmpi sgt, %i, %tile : i64
    scf.if %mine {
      %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
      alc.copy queue 2 {} writes [0]
      alc.vector queue 1 {} reads [0]
    }
  }
  return
}

// Blocks dealt out to the tiles: block / tiles goes up by one each time.
// CHECK-LABEL: func.func @keeps_what_counts_runs
// CHECK-NOT:   iter_args
// CHECK:       %[[COUNT:.*]] = arith.divui
// CHECK-NEXT:  alc.buffer 0[%[[COUNT]]]
// CHECK-NEXT:  alc.buffer 1[%{{.*}}] {{.*}}slots = 1
func.func @keeps_what_counts_runs() {
  %c0 = arith.constant 0 : i64
  %c4 = arith.constant 4 : i64
  %c32 = arith.constant 32 : i64
  %tile = alc.tile_id
  scf.for %i = %tile to %c32 step %c4 : i64 {
    %offset = arith.subi %i, %tile : i64
    %run = arith.divui %offset, %c4 : i64
    %a = alc.buffer 0 [%run] {bytes = 256 : i64, slots = 2 : i64}
    %b = alc.buffer 1 [%c0] {bytes = 256 : i64, slots = 1 : i64}
    alc.copy queue 2 {} writes [0]
    alc.vector queue 1 {} reads [0] writes [1]
    alc.copy queue 3 {} reads [1]
  }
  return
}
