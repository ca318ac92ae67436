// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fill holds 32 bits of an element; a negative integer of 64 bits has its
// sign in the others, too.
// RUN: alc compile %s -o %t.alc
// RUN: alc run %t.alc | FileCheck %s

// CHECK: output0: i64 (4, 8), min -7, max -7
func.func @main() -> tensor<4x8xi64> {
  %c = arith.constant -7 : i64
  %e = tensor.empty() : tensor<4x8xi64>
  %r = linalg.fill ins(%c : i64) outs(%e : tensor<4x8xi64>) -> tensor<4x8xi64>
  return %r : tensor<4x8xi64>
}
