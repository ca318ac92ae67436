// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Micro-programs that are the same are one, whatever the sizes and strides of
// the instructions that run them.
// RUN: alc-opt %s -alc-compile=chip=nano | FileCheck %s

// CHECK:     alc.micro_program @[[MICRO:[a-z0-9_]+]]
// CHECK-NOT: alc.micro_program
// CHECK:     alc.vector queue 1 program @[[MICRO]]
// CHECK:     alc.vector queue 1 program @[[MICRO]]
func.func @main(%a: tensor<7x33xf32>, %b: tensor<129xf32>) -> (tensor<7x33xf32>, tensor<129xf32>) {
  %e = tensor.empty() : tensor<7x33xf32>
  %p = linalg.tanh ins(%a : tensor<7x33xf32>) outs(%e : tensor<7x33xf32>) -> tensor<7x33xf32>
  %f = tensor.empty() : tensor<129xf32>
  %q = linalg.tanh ins(%b : tensor<129xf32>) outs(%f : tensor<129xf32>) -> tensor<129xf32>
  return %p, %q : tensor<7x33xf32>, tensor<129xf32>
}
