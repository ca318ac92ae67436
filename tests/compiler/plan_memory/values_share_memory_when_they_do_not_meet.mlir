// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values between kernels share memory when they are not needed at the same
// time, and only then. They are larger than an L2 here.
// RUN: alc-opt %s -alc-plan-memory=chip=nano | FileCheck %s

// Of a chain, neighbours lie apart and every other one in the same place.
// CHECK-LABEL: func.func @chain
// CHECK-SAME:    {bytes = 8388608 : i64, kind = "workspace"
// CHECK:         alc.kernel "one"
// CHECK:           places = [{argument = 2 : i64, {{[^}]*}}}, {argument = 1 : i64, offset = [[A:[0-9]+]] : i64
// CHECK:         alc.kernel "two"
// CHECK:           places = [{argument = 1 : i64, offset = [[A]] : i64, {{[^}]*}}}, {argument = 1 : i64, offset = [[B:[0-9]+]] : i64
// CHECK:         alc.kernel "three"
// CHECK:           places = [{argument = 1 : i64, offset = [[B]] : i64, {{[^}]*}}}, {argument = 1 : i64, offset = [[A]] : i64
// CHECK:         alc.kernel "four"
// CHECK:           places = [{argument = 1 : i64, offset = [[A]] : i64, {{[^}]*}}}, {argument = 3 : i64, offset = 0 : i64
func.func @chain(%x: tensor<1048576xf32>) -> tensor<1048576xf32> {
  %a = alc.kernel "one"(%x : tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  %b = alc.kernel "two"(%a : tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  %c = alc.kernel "three"(%b : tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  %d = alc.kernel "four"(%c : tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  return %d : tensor<1048576xf32>
}

// A value that is read again at the end keeps its place until then.
// CHECK-LABEL: func.func @kept
// CHECK-SAME:    {bytes = 12582912 : i64, kind = "workspace"
func.func @kept(%x: tensor<1048576xf32>) -> tensor<1048576xf32> {
  %a = alc.kernel "one"(%x : tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  %b = alc.kernel "two"(%a : tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  %c = alc.kernel "three"(%b : tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  %d = alc.kernel "four"(%c, %a : tensor<1048576xf32>, tensor<1048576xf32>) -> tensor<1048576xf32> {
  ^bb0(%v: tensor<1048576xf32>, %w: tensor<1048576xf32>):
    alc.yield %v : tensor<1048576xf32>
  }
  return %d : tensor<1048576xf32>
}
