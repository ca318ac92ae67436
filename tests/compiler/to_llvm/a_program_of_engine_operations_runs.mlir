// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc compile --from engine %s -o %t.alc
// RUN: %npy f32 4x64 %t.npy
// RUN: alc run %t.alc --device ref --input x=%t.npy | FileCheck %s
// RUN: alc compile --from engine --emit llvm %s -o %t.llvm.mlir
// RUN: alc compile --from llvm %t.llvm.mlir -o %t.resumed.alc
// RUN: alc run %t.resumed.alc --device ref --input x=%t.npy | FileCheck %s

// CHECK: y: f32 (4, 64), min 2.5, max 257.5
// CHECK-NEXT: 2.5 3.5 4.5

// y = x + w for 4 x 64 elements, a row at a time: the input's rows come by
// channel 0, the weights' by channel 1, both into two rotating buffers.
module attributes {
  alc.chip = "nano",
  alc.arguments = [
    {kind = "weights", name = "weights", type = "i8", shape = array<i64: 1024>, bytes = 1024 : i64},
    {kind = "input", name = "x", type = "f32", shape = array<i64: 4, 64>, bytes = 1024 : i64},
    {kind = "output", name = "y", type = "f32", shape = array<i64: 4, 64>, bytes = 1024 : i64}],
  alc.weights = [{offset = 0 : i64, value = dense<2.5> : tensor<4x64xf32>}]} {
  alc.micro_program @add setup [] before [] body ["add v0, s0, s1", "store o0, v0"] after []
  func.func private @add_rows() {
    %c0 = arith.constant 0 : i64
    %c1 = arith.constant 1 : i64
    %c4 = arith.constant 4 : i64
    %rowBytes = arith.constant 256 : i64
    %l1 = arith.constant 0x10000000 : i64
    %w = alc.argument 0
    %x = alc.argument 1
    %y = alc.argument 2
    // Two credits for each rotating buffer, taken back at the end.
    alc.sync queue 2 {} signals [3 : 2 -> 65535]
    alc.sync queue 3 {} signals [4 : 2 -> 65535]
    alc.sync queue 1 {} signals [5 : 2 -> 65535]
    scf.for %i = %c0 to %c4 step %c1 : i64 {
      %bx = alc.buffer 0 [%i] {base = 0 : i64, bytes = 256 : i64, slots = 2 : i64}
      %bw = alc.buffer 1 [%i] {base = 512 : i64, bytes = 256 : i64, slots = 2 : i64}
      %by = alc.buffer 2 [%i] {base = 1024 : i64, bytes = 256 : i64, slots = 2 : i64}
      %offset = arith.muli %i, %rowBytes : i64
      %xi = arith.addi %x, %offset : i64
      %wi = arith.addi %w, %offset : i64
      %yi = arith.addi %y, %offset : i64
      %ax = arith.addi %bx, %l1 : i64
      %aw = arith.addi %bw, %l1 : i64
      %ay = arith.addi %by, %l1 : i64
      alc.copy queue 2 {dst = %ax, shape = [1, 1, 1, 64], dstStride = [0, 0, 0, 4], dstFormat = 1, src = %xi, srcStride = [0, 0, 0, 4], srcFormat = 1} waits [3 : 1] signals [0 : 1 -> 65535] writes [0] loc("/add/x")
      alc.copy queue 3 {dst = %aw, shape = [1, 1, 1, 64], dstStride = [0, 0, 0, 4], dstFormat = 1, src = %wi, srcStride = [0, 0, 0, 4], srcFormat = 1} waits [4 : 1] signals [1 : 1 -> 65535] writes [1] loc("/add/w")
      alc.sync queue 1 {} waits [0 : 1, 1 : 1] loc("/add/Add")
      alc.vector queue 1 program @add {size = [1, 1, 1, 64], base = [%bx, %bw, 0, 0, %by, 0], stride = [0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0], format = [1, 1, 0, 0, 1, 0]} waits [5 : 1] signals [3 : 1 -> 65535, 2 : 1 -> 65535] reads [0, 1] writes [2] loc("/add/Add")
      alc.sync queue 1 {} signals [4 : 1 -> 65535] loc("/add/Add")
      alc.copy queue 4 {dst = %yi, shape = [1, 1, 1, 64], dstStride = [0, 0, 0, 4], dstFormat = 1, src = %ay, srcStride = [0, 0, 0, 4], srcFormat = 1} waits [2 : 1] signals [5 : 1 -> 65535] reads [2] loc("/add/y")
    }
    alc.sync queue 2 {} waits [3 : 2]
    alc.sync queue 3 {} waits [4 : 2]
    alc.sync queue 1 {} waits [5 : 2]
    alc.barrier queue 0 {queues = 31, scope = 1}
    alc.barrier queue 1 {queues = 31, scope = 1}
    alc.barrier queue 2 {queues = 31, scope = 1}
    alc.barrier queue 3 {queues = 31, scope = 1}
    alc.barrier queue 4 {queues = 31, scope = 1}
    return
  }
  func.func @main() {
    call @add_rows() : () -> ()
    return
  }
}
