// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An insertion writes into its destination where nobody reads that afterwards;
// otherwise the result has a place of its own.
// RUN: alc-opt %s -alc-plan-memory=chip=nano | FileCheck %s

// CHECK-LABEL: func.func @last_use
// CHECK-SAME:    {bytes = 4194304 : i64, kind = "workspace"
// CHECK:         alc.kernel "make"
// CHECK:           places = [{argument = 2 : i64, {{[^}]*}}}, {argument = 1 : i64, offset = [[A:[0-9]+]] : i64
// CHECK:         alc.kernel "insert"
// CHECK:           places = [{argument = 1 : i64, offset = [[A]] : i64, {{[^}]*}}}, {argument = 3 : i64, {{[^}]*}}}, {argument = 1 : i64, offset = [[A]] : i64
// CHECK:         alc.kernel "read"
// CHECK:           places = [{argument = 1 : i64, offset = [[A]] : i64
func.func @last_use(%x: tensor<1024x1024xf32>, %y: tensor<1024xf32>) -> tensor<1024x1024xf32> {
  %a = alc.kernel "make"(%x : tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>):
    alc.yield %v : tensor<1024x1024xf32>
  }
  %b = alc.kernel "insert"(%a, %y : tensor<1024x1024xf32>, tensor<1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>, %w: tensor<1024xf32>):
    %i = tensor.insert_slice %w into %v[3, 0] [1, 1024] [1, 1] : tensor<1024xf32> into tensor<1024x1024xf32>
    alc.yield %i : tensor<1024x1024xf32>
  }
  %c = alc.kernel "read"(%b : tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>):
    alc.yield %v : tensor<1024x1024xf32>
  }
  return %c : tensor<1024x1024xf32>
}

// CHECK-LABEL: func.func @read_afterwards
// CHECK-SAME:    {bytes = 8388608 : i64, kind = "workspace"
// CHECK:         alc.kernel "insert"
// CHECK:           places = [{argument = 1 : i64, offset = [[A:[0-9]+]] : i64, {{[^}]*}}}, {argument = 3 : i64, {{[^}]*}}}, {argument = 1 : i64, offset = [[B:[0-9]+]] : i64
// CHECK:         alc.kernel "read"
// CHECK:           places = [{argument = 1 : i64, offset = [[A]] : i64, {{[^}]*}}}, {argument = 1 : i64, offset = [[B]] : i64
func.func @read_afterwards(%x: tensor<1024x1024xf32>, %y: tensor<1024xf32>) -> tensor<1024x1024xf32> {
  %a = alc.kernel "make"(%x : tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>):
    alc.yield %v : tensor<1024x1024xf32>
  }
  %b = alc.kernel "insert"(%a, %y : tensor<1024x1024xf32>, tensor<1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>, %w: tensor<1024xf32>):
    %i = tensor.insert_slice %w into %v[3, 0] [1, 1024] [1, 1] : tensor<1024xf32> into tensor<1024x1024xf32>
    alc.yield %i : tensor<1024x1024xf32>
  }
  %c = alc.kernel "read"(%a, %b : tensor<1024x1024xf32>, tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>, %w: tensor<1024x1024xf32>):
    alc.yield %v : tensor<1024x1024xf32>
  }
  return %c : tensor<1024x1024xf32>
}

// What the host gave is never written.
// CHECK-LABEL: func.func @input
// CHECK:         alc.kernel "insert"
// CHECK:           places = [{argument = 2 : i64, {{[^}]*}}}, {argument = 3 : i64, {{[^}]*}}}, {argument = 1 : i64
func.func @input(%x: tensor<1024x1024xf32>, %y: tensor<1024xf32>) -> tensor<1024x1024xf32> {
  %b = alc.kernel "insert"(%x, %y : tensor<1024x1024xf32>, tensor<1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>, %w: tensor<1024xf32>):
    %i = tensor.insert_slice %w into %v[3, 0] [1, 1024] [1, 1] : tensor<1024xf32> into tensor<1024x1024xf32>
    alc.yield %i : tensor<1024x1024xf32>
  }
  %c = alc.kernel "read"(%b : tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
  ^bb0(%v: tensor<1024x1024xf32>):
    alc.yield %v : tensor<1024x1024xf32>
  }
  return %c : tensor<1024x1024xf32>
}
