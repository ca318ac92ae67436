// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An instruction inside of an scf.if is ordered by sync instructions around it,
// which are pushed whether the condition holds or not.
// RUN: alc-opt %s -alc-insert-semaphores | FileCheck %s
// RUN: alc-opt %s -alc-insert-semaphores -alc-check-schedule -o /dev/null

// CHECK-LABEL: func.func @masked_tail
// CHECK:       scf.for
// CHECK:         alc.copy queue 2 {} waits [[[FREE:[0-9]+]] : 1] writes [0]
// CHECK-NEXT:    arith.cmpi
// CHECK-NEXT:    scf.if
// CHECK-NEXT:      alc.fill queue 2 {} writes [0]
// CHECK-NEXT:    }
// CHECK-NEXT:    alc.sync queue 2 {} signals [[[FULL:[0-9]+]] : 1 -> 65535]
// CHECK-NEXT:    alc.vector queue 1 {} waits [[[FULL]] : 1] signals [[[FREE]] : 1 -> 65535] reads [0]
func.func @masked_tail() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  %tile = alc.tile_id
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    %a = alc.buffer 0 [%i] {bytes = 256 : i64, slots = 2 : i64}
    alc.copy queue 2 {} writes [0]
    %isLast = arith.cmpi eq, %i, %tile : i64
    scf.if %isLast {
      alc.fill queue 2 {} writes [0]
    }
    alc.vector queue 1 {} reads [0]
  }
  return
}

// Both sides of the order inside: one semaphore in the region, used only when
// the region runs.
// CHECK-LABEL: func.func @whole_region
// CHECK:       scf.if
// CHECK:         alc.copy queue 2 {} signals [[[FULL:[0-9]+]] : 1 -> 65535] writes [0]
// CHECK-NEXT:    alc.vector queue 1 {} waits [[[FULL]] : 1] reads [0]
// CHECK-NOT:   alc.sync
func.func @whole_region() {
  %c0 = arith.constant 0 : i64
  %tile = alc.tile_id
  %isFirst = arith.cmpi eq, %tile, %c0 : i64
  scf.if %isFirst {
    %a = alc.buffer 0 [%c0] {bytes = 256 : i64, slots = 1 : i64}
    alc.copy queue 2 {} writes [0]
    alc.vector queue 1 {} reads [0]
  }
  return
}
