// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A product goes block by block and, within a block, in steps along k. The last
// block has 8 rows of 16, the last step 16 products of 32; only the first step
// starts from zero. The kernel ends when all queues of the chip have.
// RUN: alc-opt %s -alc-lower-kernels=chip=nano -canonicalize -cse | FileCheck %s

#a = affine_map<(m, n, k) -> (m, k)>
#b = affine_map<(m, n, k) -> (k, n)>
#c = affine_map<(m, n, k) -> (m, n)>

// CHECK-LABEL: func.func private @main.product.0
// CHECK-DAG:     %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK-DAG:     %[[ONE:.*]] = arith.constant 1 : i64
// CHECK-DAG:     %[[STEPS:.*]] = arith.constant 2 : i64
// CHECK-DAG:     %[[BLOCKS:.*]] = arith.constant 3 : i64
// CHECK-DAG:     %[[ROWS:.*]] = arith.constant 16 : i64
// CHECK-DAG:     %[[ALL_ROWS:.*]] = arith.constant 40 : i64
// CHECK-DAG:     %[[DEPTH:.*]] = arith.constant 32 : i64
// CHECK-DAG:     %[[ALL_DEPTH:.*]] = arith.constant 48 : i64
// CHECK:         scf.for %[[I:[a-z0-9]*]] = %[[ZERO]] to %[[BLOCKS]] step %[[ONE]]
// CHECK:           %[[ROW:.*]] = arith.muli %[[I]], %[[ROWS]]
// CHECK:           %[[LEFT:.*]] = arith.subi %[[ALL_ROWS]], %[[ROW]]
// CHECK:           %[[M:.*]] = arith.minsi %[[LEFT]], %[[ROWS]]
// CHECK:           %[[C:.*]] = alc.buffer [[C_ID:[0-9]+]][%[[I]]]
// CHECK:           scf.for %[[J:[a-z0-9]*]] = %[[ZERO]] to %[[STEPS]] step %[[ONE]]
// CHECK:             %[[K:.*]] = arith.minsi %{{.*}}, %[[DEPTH]]
// CHECK:             %[[A:.*]] = alc.buffer [[A_ID:[0-9]+]]
// CHECK:             alc.copy queue {{[2-9]}} {{.*}}shape = [1, 1, %[[M]], %[[K]]]{{.*}} writes {{\[}}[[A_ID]]]
// CHECK:             %[[B:.*]] = alc.buffer [[B_ID:[0-9]+]]
// CHECK:             alc.copy queue {{[2-9]}} {{.*}}shape = [1, 1, %[[K]], 32]{{.*}} writes {{\[}}[[B_ID]]]
// CHECK:             %[[GOES_ON:.*]] = arith.minsi %[[J]], %[[ONE]]
// CHECK:             alc.matmul queue 0 {a = %[[A]], b = %[[B]], c = %[[C]], m = %[[M]], n = 32, k = %[[K]],
// CHECK-SAME:          accumulate = %[[GOES_ON]]{{.*}} reads {{\[}}[[A_ID]], [[B_ID]]] writes {{\[}}[[C_ID]]]
// CHECK:           }
// CHECK:           alc.copy queue {{[2-9]}} {{.*}}shape = [1, 1, %[[M]], 32]{{.*}} reads {{\[}}[[C_ID]]]
// CHECK-NEXT:    }
// CHECK-NEXT:    alc.barrier queue 0 {queues = 63, scope = 1}
// CHECK-NEXT:    alc.barrier queue 1 {queues = 63, scope = 1}
// CHECK-NEXT:    alc.barrier queue 2 {queues = 63, scope = 1}
// CHECK-NEXT:    alc.barrier queue 3 {queues = 63, scope = 1}
// CHECK-NEXT:    alc.barrier queue 4 {queues = 63, scope = 1}
// CHECK-NEXT:    alc.barrier queue 5 {queues = 63, scope = 1}
// CHECK-NEXT:    return
func.func @main(%a: tensor<40x48xbf16>, %b: tensor<48x32xbf16>) -> tensor<40x32xf32>
    attributes {alc.arguments = [{}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "product"(%a, %b : tensor<40x48xbf16>, tensor<48x32xbf16>) -> tensor<40x32xf32> {
  ^bb0(%x: tensor<40x48xbf16>, %y: tensor<48x32xbf16>):
    %z = arith.constant dense<0.0> : tensor<40x32xf32>
    %p = linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %y : tensor<40x48xbf16>, tensor<48x32xbf16>) outs(%z : tensor<40x32xf32>) {
    ^bb0(%s: bf16, %t: bf16, %o: f32):
      %u = arith.extf %s : bf16 to f32
      %w = arith.extf %t : bf16 to f32
      %q = arith.mulf %u, %w : f32
      %n = arith.addf %q, %o : f32
      linalg.yield %n : f32
    } -> tensor<40x32xf32>
    alc.yield %p : tensor<40x32xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 48, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 32, 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 32, 1>}],
     tiling = {block = array<i64: 16, 32, 32>, order = array<i64: 0>, tiles = array<i64: 1, 1, 1>}}
  return %r : tensor<40x32xf32>
}
