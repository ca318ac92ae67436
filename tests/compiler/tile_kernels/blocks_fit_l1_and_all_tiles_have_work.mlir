// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A product that fits no L1 is cut into blocks whose buffers do: alc-plan-l1,
// the last pass of the pipeline, refuses everything else. The blocks are shared
// among all tiles.
// RUN: alc-opt %s -alc-compile=chip=nano -mlir-print-ir-after=alc-tile-kernels -o /dev/null 2>&1 | %python %S/Inputs/tilings.py kernel_0=m:1000,n:1000,k:1000 | FileCheck --check-prefix=NANO %s
// RUN: alc-opt %s -alc-compile=chip=edge -mlir-print-ir-after=alc-tile-kernels -o /dev/null 2>&1 | %python %S/Inputs/tilings.py kernel_0=m:1000,n:1000,k:1000 | FileCheck --check-prefix=EDGE %s

// NANO: kernel_0: 1 tiles of {{[0-9][0-9]+}} blocks, cut {{.*}}1000 ->
// EDGE: kernel_0: 4 tiles of {{[0-9][0-9]+}} blocks, cut {{.*}}1000 ->
func.func @main(%a: tensor<1000x1000xbf16>, %b: tensor<1000x1000xbf16>) -> tensor<1000x1000xf32> {
  %v = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1000x1000xf32>
  %z = linalg.fill ins(%v : f32) outs(%e : tensor<1000x1000xf32>) -> tensor<1000x1000xf32>
  %p = linalg.matmul ins(%a, %b : tensor<1000x1000xbf16>, tensor<1000x1000xbf16>) outs(%z : tensor<1000x1000xf32>) -> tensor<1000x1000xf32>
  return %p : tensor<1000x1000xf32>
}
