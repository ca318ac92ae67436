// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A write to the L2 of cluster 1, or to HBM, is none to another tile.
// RUN: alc-opt %s -alc-check-schedule=chip=edge -o /dev/null
func.func @kernel() {
  %l2 = arith.constant 0x4010000000 : i64
  %hbm = arith.constant 0x8040000000 : i64
  %tile = alc.tile_id
  %a = arith.addi %l2, %tile : i64
  %b = arith.addi %hbm, %tile : i64
  alc.copy queue 2 {dst = %a}
  alc.copy queue 2 {dst = %b}
  return
}
