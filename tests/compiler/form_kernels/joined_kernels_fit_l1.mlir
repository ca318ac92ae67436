// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two operations that fit L1 one after another are not joined to a kernel that
// does not: the quotient needs the sum over everything, so that both together
// would be one block of all elements.
// RUN: alc-opt %s -alc-compile=chip=nano -o /dev/null

func.func @main(%a: tensor<256x256xf32>) -> tensor<256x256xf32> {
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<f32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %u = linalg.reduce { arith.addf } ins(%a : tensor<256x256xf32>) outs(%z : tensor<f32>) dimensions = [0, 1]
  %f = tensor.empty() : tensor<256x256xf32>
  %w = linalg.broadcast ins(%u : tensor<f32>) outs(%f : tensor<256x256xf32>) dimensions = [0, 1]
  %q = linalg.div ins(%a, %w : tensor<256x256xf32>, tensor<256x256xf32>) outs(%f : tensor<256x256xf32>) -> tensor<256x256xf32>
  return %q : tensor<256x256xf32>
}
