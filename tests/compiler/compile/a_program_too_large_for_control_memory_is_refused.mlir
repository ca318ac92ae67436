// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: alc chips nano --json > %t.nano.json
// RUN: sed 's/"memory_bytes": \[[0-9]*/"memory_bytes": [4096/' %t.nano.json > %t.small.json
// RUN: not alc compile --from engine --chip %t.small.json %s -o %t.alc 2>&1 | FileCheck %s
// RUN: alc compile --from engine %s -o %t.alc

// CHECK: error: the program's control code and descriptors take {{[0-9]+}} bytes of control memory, {{[0-9]+}} with its stack, but tcp.memory_bytes of chip nano is 4096
module attributes {alc.arguments = []} {
  func.func @main() {
    %c0 = arith.constant 0 : i64
    %tile = alc.tile_id
    alc.copy queue 2 {src = %tile}
    alc.copy queue 2 {src = %tile}
    return
  }
}
