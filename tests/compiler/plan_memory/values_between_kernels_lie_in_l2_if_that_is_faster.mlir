// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The value between the two kernels has an address in the L2 of a cluster
// (0x4000000000 and up) on nano, and a place in the workspace (argument 1) on
// maia100, whose HBM is faster than one L2.
// DEFINE: %{passes} = alc-normalize,alc-demote-contractions,alc-fuse-elementwise
// RUN: alc-opt %s "--pass-pipeline=builtin.module(func.func(%{passes},alc-form-kernels{chip=nano},alc-plan-memory{chip=nano}))" | FileCheck %s --check-prefix=L2
// RUN: alc-opt %s "--pass-pipeline=builtin.module(func.func(%{passes},alc-form-kernels{chip=maia100},alc-plan-memory{chip=maia100}))" | FileCheck %s --check-prefix=HBM

// L2: alc.l2_bytes = 32768
// L2: places = [{argument = 2 : i64, offset = 0 : i64, {{.*}}}, {{.*}}, {offset = 274877906944 : i64, {{.*}}}]
// L2: places = [{offset = 274877906944 : i64, {{.*}}}, {{.*}}, {argument = 4 : i64, {{.*}}}]
// HBM: alc.l2_bytes = 0
// HBM: places = [{{.*}}, {argument = 1 : i64, offset = 0 : i64, {{.*}}}]
func.func @main(%a: tensor<128x128xbf16>, %b: tensor<128x128xbf16>) -> tensor<128x128xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<128x128xf32>
  %start = linalg.fill ins(%zero : f32) outs(%empty : tensor<128x128xf32>) -> tensor<128x128xf32>
  %first = linalg.matmul ins(%a, %b : tensor<128x128xbf16>, tensor<128x128xbf16>) outs(%start : tensor<128x128xf32>) -> tensor<128x128xf32>
  %narrow = tensor.empty() : tensor<128x128xbf16>
  %rounded = linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>],
      iterator_types = ["parallel", "parallel"]}
      ins(%first : tensor<128x128xf32>) outs(%narrow : tensor<128x128xbf16>) {
  ^bb0(%x: f32, %out: bf16):
    %y = arith.truncf %x : f32 to bf16
    linalg.yield %y : bf16
  } -> tensor<128x128xbf16>
  %second = linalg.matmul ins(%rounded, %b : tensor<128x128xbf16>, tensor<128x128xbf16>) outs(%start : tensor<128x128xf32>) -> tensor<128x128xf32>
  return %second : tensor<128x128xf32>
}
