// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt --alc-to-llvm %s | FileCheck %s

// CHECK-LABEL: func.func private @kernel
func.func private @kernel() {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %c8 = arith.constant 8 : i64
  %tile = alc.tile_id
  // The tile number is the same in both loops, %i in the inner one; a constant
  // is in the descriptor.
  // CHECK: %[[TILE:.*]] = llvm.inline_asm "ld $0, 0($1)", "=r,r"
  // CHECK: %[[A:.*]] = llvm.getelementptr %[[DESC:.*]][24]
  // CHECK: llvm.store %[[TILE]], %[[A]]
  // CHECK: scf.for %[[I:[a-z0-9]*]] =
  scf.for %i = %c0 to %c8 step %c1 : i64 {
    // CHECK: %[[B:.*]] = llvm.getelementptr %[[DESC]][32]
    // CHECK: llvm.store %[[I]], %[[B]]
    // CHECK: scf.for %[[J:[a-z0-9]*]] =
    scf.for %j = %c0 to %c8 step %c1 : i64 {
      // CHECK: arith.trunci %[[J]]
      // CHECK: llvm.store {{.*}} {alignment = 4 : i64} : i32
      // CHECK-NOT: llvm.store
      // CHECK: llvm.inline_asm has_side_effects "sd $0, 272($1)", "r,r,~{memory}" %[[DESC]],
      alc.copy queue 2 {dst = %tile, src = %i, shape = [1, 1, %j, %c8], srcFormat = 1, dstFormat = 1}
    }
  }
  return
}
