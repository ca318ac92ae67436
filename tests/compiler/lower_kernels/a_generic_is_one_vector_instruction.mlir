// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A generic is one vector instruction on a block: maps become strides of the
// streams (0 where an operand is broadcast), the body a micro-program.
// RUN: alc-opt %s -alc-lower-kernels=chip=nano -canonicalize -cse | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>
#column = affine_map<(d0, d1) -> (d1)>
#row = affine_map<(d0, d1) -> (d0)>

// d1 runs over the rows, 96 bytes apart, lanes along the columns. The third
// stream, one scale a row, is read and inverted once a row (laneReduce).
// CHECK:         alc.micro_program @[[MICRO:.*]] setup [] before ["mov [[S:v[0-9]+]], s2", "rcp [[R:v[0-9]+]], [[S]]"]
// CHECK-SAME:      body ["add [[SUM:v[0-9]+]], s0, s1", "mul [[Q:v[0-9]+]], [[SUM]], [[R]]", "store o0, [[Q]]"] after []
// CHECK-LABEL: func.func private @main.scaled.0
// CHECK:         %[[A:.*]] = alc.buffer [[A_ID:[0-9]+]]
// CHECK:         %[[B:.*]] = alc.buffer [[B_ID:[0-9]+]]
// CHECK:         %[[C:.*]] = alc.buffer [[C_ID:[0-9]+]]
// CHECK:         %[[R:.*]] = alc.buffer [[R_ID:[0-9]+]]
// CHECK:         alc.vector queue 1 program @[[MICRO]] {size = [1, 8, 1, 24], base = [%[[A]], %[[B]], %[[C]], 0, %[[R]], 0],
// CHECK-SAME:      stride = [0, 96, 0, 4, 0, 0, 0, 4, 0, 4, 0, 0, 0, 0, 0, 0, 0, 96, 0, 4, 0, 0, 0, 0],
// CHECK-SAME:      format = [1, 1, 1, 0, 1, 0], laneReduce = 1} reads {{\[}}[[A_ID]], [[B_ID]], [[C_ID]]] writes {{\[}}[[R_ID]]]
func.func @main(%a: tensor<8x24xf32>, %b: tensor<24xf32>, %c: tensor<8xf32>) -> tensor<8x24xf32>
    attributes {alc.arguments = [{}, {}, {}, {}, {}, {}], alc.weights = []} {
  %r = alc.kernel "scaled"(%a, %b, %c : tensor<8x24xf32>, tensor<24xf32>, tensor<8xf32>) -> tensor<8x24xf32> {
  ^bb0(%x: tensor<8x24xf32>, %y: tensor<24xf32>, %z: tensor<8xf32>):
    %one = arith.constant 1.0 : f32
    %e = tensor.empty() : tensor<8x24xf32>
    %p = linalg.generic {indexing_maps = [#id, #column, #row, #id], iterator_types = ["parallel", "parallel"]}
        ins(%x, %y, %z : tensor<8x24xf32>, tensor<24xf32>, tensor<8xf32>) outs(%e : tensor<8x24xf32>) {
    ^bb0(%s: f32, %t: f32, %w: f32, %o: f32):
      %u = arith.addf %s, %t : f32
      %i = arith.divf %one, %w : f32
      %v = arith.mulf %u, %i : f32
      linalg.yield %v : f32
    } -> tensor<8x24xf32>
    alc.yield %p : tensor<8x24xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 24, 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 1>},
               {argument = 4 : i64, offset = 0 : i64, strides = array<i64: 1>},
               {argument = 5 : i64, offset = 0 : i64, strides = array<i64: 24, 1>}],
     tiling = {block = array<i64: 8, 24>, order = array<i64>, tiles = array<i64: 1, 1>}}
  return %r : tensor<8x24xf32>
}
