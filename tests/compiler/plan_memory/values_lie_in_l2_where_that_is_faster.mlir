// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values between kernels lie in an L2 (at 0x40_0000_0000 and up, without an
// argument) where one is faster than all of the HBM, as on edge, and in the
// workspace where not, as on maia100, or when they are too large. Clusters take
// turns. Arguments stay where the host put them.
// RUN: alc-opt %s -alc-plan-memory=chip=edge | FileCheck --check-prefixes=CHECK,L2 %s
// RUN: alc-opt %s -alc-plan-memory=chip=maia100 | FileCheck --check-prefixes=CHECK,HBM %s

// CHECK-LABEL: func.func @main
// L2-SAME:       {bytes = 8388608 : i64, kind = "workspace"
// L2-SAME:       alc.l2_bytes = 256 : i64
// HBM-SAME:      alc.l2_bytes = 0 : i64
// CHECK:         alc.kernel "one"
// L2:              places = [{argument = 2 : i64, {{[^}]*}}}, {offset = [[A:274877906944|275146342400]] : i64, strides = array<i64: 1>}]
// HBM:             places = [{argument = 2 : i64, {{[^}]*}}}, {argument = 1 : i64,
// CHECK:         alc.kernel "two"
// L2:              places = [{offset = [[A]] : i64, {{[^}]*}}}, {offset = [[B:274877906944|275146342400]] : i64, strides = array<i64: 1>}]
// L2-NOT:          places = [{offset = [[A]] : i64, {{[^}]*}}}, {offset = [[A]] : i64
// HBM:             places = [{argument = 1 : i64, {{[^}]*}}}, {argument = 1 : i64,
// CHECK:         alc.kernel "large"
// L2:              places = [{offset = [[B]] : i64, {{[^}]*}}}, {argument = 1 : i64,
// CHECK:         alc.kernel "last"
// CHECK:           places = [{argument = 1 : i64, {{[^}]*}}}, {argument = 3 : i64,
func.func @main(%x: tensor<64xf32>) -> tensor<64xf32> {
  %a = alc.kernel "one"(%x : tensor<64xf32>) -> tensor<64xf32> {
  ^bb0(%v: tensor<64xf32>):
    alc.yield %v : tensor<64xf32>
  }
  %b = alc.kernel "two"(%a : tensor<64xf32>) -> tensor<64xf32> {
  ^bb0(%v: tensor<64xf32>):
    alc.yield %v : tensor<64xf32>
  }
  %c = alc.kernel "large"(%b : tensor<64xf32>) -> tensor<2097152xf32> {
  ^bb0(%v: tensor<64xf32>):
    %e = tensor.empty() : tensor<2097152xf32>
    alc.yield %e : tensor<2097152xf32>
  }
  %d = alc.kernel "last"(%c : tensor<2097152xf32>) -> tensor<64xf32> {
  ^bb0(%v: tensor<2097152xf32>):
    %e = tensor.empty() : tensor<64xf32>
    alc.yield %e : tensor<64xf32>
  }
  return %d : tensor<64xf32>
}
