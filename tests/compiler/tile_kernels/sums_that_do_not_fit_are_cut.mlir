// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A sum of which one row does not fit L1 runs in steps: an instruction that
// starts from the constant, and one that goes on from what is stored.
// RUN: alc-opt %s --alc-compile=chip=nano | FileCheck %s

// CHECK-DAG: alc.micro_program @[[NEXT:micro_[0-9]+]] {{.*}} after ["rsum v1, v1", "add v1, v1, s1", "store o0, v1"]
// CHECK-DAG: alc.micro_program @[[FIRST:micro_[0-9]+]] {{.*}} after ["rsum v1, v1", "store o0, v1"]
// CHECK:     scf.for
// CHECK:       alc.copy {{.*}} writes [0]
// CHECK:       scf.if
// CHECK:         alc.vector queue 1 program @[[FIRST]] {{.*}} reads [0] writes [1]
// CHECK:       scf.if
// CHECK:         alc.vector queue 1 program @[[NEXT]]
// CHECK:     alc.copy {{.*}} reads [1]
func.func @main(%a: tensor<1x400003xf32>) -> tensor<1xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1xf32>
  %start = linalg.fill ins(%zero : f32) outs(%e : tensor<1xf32>) -> tensor<1xf32>
  %r = linalg.reduce { arith.addf } ins(%a : tensor<1x400003xf32>) outs(%start : tensor<1xf32>) dimensions = [1]
  return %r : tensor<1xf32>
}
