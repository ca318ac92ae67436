// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A gather reads its whole list first, so that the list is bounded. Four tiles
// share the rows.
// RUN: alc-opt %s -verify-diagnostics -alc-compile=chip=nano
// RUN: sed '/expected-error/d' %s > %t.mlir
// RUN: alc-opt %t.mlir -alc-compile=chip=edge -o /dev/null

func.func @main(%table: tensor<16xf32>, %list: tensor<1048577xi64>) -> tensor<1048577xf32> {
  %e = tensor.empty() : tensor<1048577xf32>
  // expected-error @+1 {{gathers 1048577 rows a tile; a DMA instruction takes 1048576}}
  %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%list : tensor<1048577xi64>) outs(%e : tensor<1048577xf32>) {
  ^bb0(%x: i64, %o: f32):
    %i = arith.index_cast %x : i64 to index
    %v = tensor.extract %table[%i] : tensor<16xf32>
    linalg.yield %v : f32
  } -> tensor<1048577xf32>
  return %r : tensor<1048577xf32>
}
