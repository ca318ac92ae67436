// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants lie in the weights, each once and at a multiple of 64 bytes; those
// that no kernel reads are left out.
// RUN: alc-opt %s -alc-plan-memory=chip=nano | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-SAME:    {bytes = 192 : i64, kind = "weights"
// CHECK-SAME:    alc.weights = [{offset = 0 : i64, value = dense<[1, 2, 3]> : tensor<3xi64>},
// CHECK-SAME:      {offset = 64 : i64, value = dense<4.0{{[^>]*}}> : tensor<20xf32>}]
// CHECK-NOT:     tensor<5xf32>}
// CHECK:         alc.kernel "first"
// CHECK:           places = [{argument = 0 : i64, offset = 0 : i64, {{[^}]*}}}, {argument = 0 : i64, offset = 64 : i64,
// CHECK:         alc.kernel "second"
// CHECK:           places = [{argument = 0 : i64, offset = 64 : i64,
func.func @main() -> (tensor<20xf32>, tensor<20xf32>) {
  %unused = arith.constant dense<9.0> : tensor<5xf32>
  %a = arith.constant dense<[1, 2, 3]> : tensor<3xi64>
  %b = arith.constant dense<4.0> : tensor<20xf32>
  %r = alc.kernel "first"(%a, %b : tensor<3xi64>, tensor<20xf32>) -> tensor<20xf32> {
  ^bb0(%x: tensor<3xi64>, %y: tensor<20xf32>):
    alc.yield %y : tensor<20xf32>
  }
  %q = alc.kernel "second"(%b : tensor<20xf32>) -> tensor<20xf32> {
  ^bb0(%y: tensor<20xf32>):
    alc.yield %y : tensor<20xf32>
  }
  return %r, %q : tensor<20xf32>, tensor<20xf32>
}
