// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes on kernels ask for what the passes before them give.
// RUN: alc-opt %s -verify-diagnostics -alc-tile-kernels=chip=nano
// RUN: sed 's/has no places; alc-plan-memory gives them/has no places or no tiling; alc-plan-memory and alc-tile-kernels give them/' %s > %t.mlir
// RUN: alc-opt %t.mlir -verify-diagnostics -alc-lower-kernels=chip=nano

func.func @main(%a: tensor<8xf32>) -> tensor<8xf32> attributes {alc.arguments = [], alc.weights = []} {
  // expected-error @+1 {{has no places; alc-plan-memory gives them}}
  %r = alc.kernel "k"(%a : tensor<8xf32>) -> tensor<8xf32> {
  ^bb0(%x: tensor<8xf32>):
    %e = tensor.empty() : tensor<8xf32>
    %p = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
        ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) {
    ^bb0(%s: f32, %o: f32):
      %u = arith.negf %s : f32
      linalg.yield %u : f32
    } -> tensor<8xf32>
    alc.yield %p : tensor<8xf32>
  }
  return %r : tensor<8xf32>
}
