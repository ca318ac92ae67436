// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tensor that is read by two maps takes two streams: what fuses has still a
// form on the vector processor.
// RUN: alc-opt %s -alc-compile=chip=nano -o /dev/null

#id = affine_map<(d0, d1) -> (d0, d1)>
#swap = affine_map<(d0, d1) -> (d1, d0)>

func.func @main(%a: tensor<16x16xf32>, %b: tensor<16x16xf32>, %c: tensor<16x16xf32>, %d: tensor<16x16xf32>) -> tensor<16x16xf32> {
  %e = tensor.empty() : tensor<16x16xf32>
  %p = linalg.mul ins(%a, %b : tensor<16x16xf32>, tensor<16x16xf32>) outs(%e : tensor<16x16xf32>) -> tensor<16x16xf32>
  %q = linalg.generic {indexing_maps = [#id, #swap, #id, #id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%p, %a, %c, %d : tensor<16x16xf32>, tensor<16x16xf32>, tensor<16x16xf32>, tensor<16x16xf32>)
      outs(%e : tensor<16x16xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32, %w: f32, %o: f32):
    %s = arith.addf %x, %y : f32
    %t = arith.mulf %s, %z : f32
    %u = arith.addf %t, %w : f32
    linalg.yield %u : f32
  } -> tensor<16x16xf32>
  return %q : tensor<16x16xf32>
}
