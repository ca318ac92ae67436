// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry's arguments: weights, workspace, then inputs and outputs in their
// order, under the names that the model gives them. A result is computed right
// in its output.
// RUN: alc-opt %s -alc-plan-memory=chip=nano | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-SAME:    alc.arguments = [{bytes = 0 : i64, kind = "weights", {{[^}]*}}},
// CHECK-SAME:      {bytes = 0 : i64, kind = "workspace", {{[^}]*}}},
// CHECK-SAME:      {bytes = 4194304 : i64, kind = "input", name = "x", shape = array<i64: 1024, 1024>, type = "f32"},
// CHECK-SAME:      {bytes = 24 : i64, kind = "input", name = "input1", shape = array<i64: 3>, type = "i64"},
// CHECK-SAME:      {bytes = 6 : i64, kind = "input", name = "mask", shape = array<i64: 2, 3>, type = "i1"},
// CHECK-SAME:      {bytes = 2097152 : i64, kind = "output", name = "y", shape = array<i64: 1024, 1024>, type = "bf16"}]
// CHECK:         alc.kernel
// CHECK:           places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 1024, 1>},
// CHECK-SAME:        {argument = 5 : i64, offset = 0 : i64, strides = array<i64: 1024, 1>}]
func.func @main(%x: tensor<1024x1024xf32> {alc.name = "x"}, %n: tensor<3xi64>, %m: tensor<2x3xi1> {alc.name = "mask"})
    -> (tensor<1024x1024xbf16> {alc.name = "y"}) {
  %r = alc.kernel "round"(%x : tensor<1024x1024xf32>) -> tensor<1024x1024xbf16> {
  ^bb0(%a: tensor<1024x1024xf32>):
    %e = tensor.empty() : tensor<1024x1024xbf16>
    alc.yield %e : tensor<1024x1024xbf16>
  }
  return %r : tensor<1024x1024xbf16>
}
