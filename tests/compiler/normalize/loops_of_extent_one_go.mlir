// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops and dimensions of extent 1 go, with reshapes at the function's edges.
// RUN: alc-opt %s -alc-normalize | FileCheck %s

// CHECK-LABEL: func.func @rows
// CHECK-SAME:    (%[[A:.*]]: tensor<1x8x1xf32>)
// CHECK:         %[[LINE:.*]] = tensor.collapse_shape %[[A]] {{.*}} into tensor<8xf32>
// CHECK:         linalg.generic {{.*}}iterator_types = ["parallel"]} ins(%[[LINE]] : tensor<8xf32>) outs(%{{.*}} : tensor<8xf32>)
// CHECK:         tensor.expand_shape %{{.*}} : tensor<8xf32> into tensor<1x8x1xf32>
func.func @rows(%a: tensor<1x8x1xf32>) -> tensor<1x8x1xf32> {
  %e = tensor.empty() : tensor<1x8x1xf32>
  %r = linalg.add ins(%a, %a : tensor<1x8x1xf32>, tensor<1x8x1xf32>) outs(%e : tensor<1x8x1xf32>) -> tensor<1x8x1xf32>
  return %r : tensor<1x8x1xf32>
}
