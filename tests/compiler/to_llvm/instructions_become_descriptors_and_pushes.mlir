// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc-opt --alc-to-llvm %s | FileCheck %s

// A descriptor in the image, a store of what is only known at run time, and a
// store of its address to the queue's port.

// CHECK: module attributes {{.*}}alc.entry = "main"
// CHECK-SAME: alc.locations = ["", "/layer/Copy", "/layer/Add"]
// CHECK-SAME: alc.requires = {cdma_channels = 0 : i64, l1_bytes = 512 : i64, l2_bytes = 0 : i64, semaphores = 4 : i64, tdma_channels = 1 : i64}
module attributes {alc.arguments = [
    {kind = "input", name = "x", type = "f32", shape = array<i64: 64>, bytes = 256 : i64}]} {
  alc.micro_program @double setup [] before [] body ["add v0, s0, s0", "store o0, v0"] after []

  // CHECK: llvm.mlir.global external @alc_arguments(dense<0> : tensor<1xi64>)

  // CHECK-LABEL: func.func private @kernel
  func.func private @kernel(%i: i64) {
    // CHECK: %[[TABLE:.*]] = llvm.mlir.addressof @alc_arguments
    // CHECK: %[[X:.*]] = llvm.load %{{.*}} invariant
    %x = alc.argument 0
    // CHECK: %[[SLOT:.*]] = arith.remui %arg0, %{{.*}}
    // CHECK: %[[B:.*]] = arith.muli %[[SLOT]]
    %b = alc.buffer 0 [%i] {base = 0 : i64, bytes = 256 : i64, slots = 2 : i64}
    // CHECK: %[[SRC:.*]] = llvm.getelementptr %[[COPY:.*]][32]
    // CHECK: llvm.store %[[X]], %[[SRC]] {alignment = 8 : i64}
    // CHECK: llvm.inline_asm has_side_effects "sd $0, 272($1)", "r,r,~{memory}" %[[COPY]],
    alc.copy queue 2 {dst = 0x10000000, src = %x, shape = [1, 1, 1, 64], srcStride = [0, 0, 0, 4], dstStride = [0, 0, 0, 4], srcFormat = 1, dstFormat = 1} signals [3 : 1 -> 65535] loc("/layer/Copy")
    // CHECK: %[[LOW:.*]] = arith.trunci %[[B]] : i64 to i32
    // CHECK: llvm.store %[[LOW]], %{{.*}} {alignment = 4 : i64}
    // CHECK: llvm.inline_asm has_side_effects "sd $0, 264($1)"
    alc.vector queue 1 program @double {size = [1, 1, 1, 64], base = [%b, 0, 0, 0, 0, 0], format = [1, 0, 0, 0, 1, 0]} waits [3 : 1] loc("/layer/Add")
    return
  }

  func.func @main() {
    %0 = arith.constant 0 : i64
    call @kernel(%0) : (i64) -> ()
    return
  }

  // CHECK: llvm.mlir.global internal constant @double(dense<{{.*}}> : tensor<2xi32>) {{{.*}}section = ".rodata.alc.micro"
  // CHECK: llvm.mlir.global internal @alc.desc.0.copy(dense<"0x20010000010000000000000003{{.*}} : tensor<128xi8>) {{{.*}}alignment = 8 : i64, section = ".data.alc.desc"
  // CHECK: llvm.mlir.global internal @alc.desc.1.vector()
  // CHECK: llvm.mlir.addressof @double
  // CHECK: llvm.ptrtoint

  // CHECK-LABEL: func.func @_start
  // CHECK: call @main
  // CHECK: llvm.inline_asm has_side_effects "sd $0, 40($1)"
}
