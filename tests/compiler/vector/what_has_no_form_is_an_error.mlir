// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the vector processor has no form for is an error at its own place in the
// body, with its name and the reason.
// RUN: alc-opt %s -split-input-file -verify-diagnostics -alc-compile=chip=nano

func.func @main(%a: tensor<4x33xf32>) -> tensor<4x33xf32> {
  %e = tensor.empty() : tensor<4x33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x33xf32>) outs(%e : tensor<4x33xf32>) {
  ^bb0(%x: f32, %o: f32):
    // expected-error @+1 {{'math.atan' op cannot be lowered: the vector processor has no form for it on these types}}
    %r = math.atan %x : f32
    linalg.yield %r : f32
  } -> tensor<4x33xf32>
  return %q : tensor<4x33xf32>
}

// -----

func.func @main(%a: tensor<4x33xi32>) -> tensor<4x33xi32> {
  %e = tensor.empty() : tensor<4x33xi32>
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x33xi32>) outs(%e : tensor<4x33xi32>) {
  ^bb0(%x: i32, %o: i32):
    // expected-error @+1 {{'arith.divsi' op cannot be lowered: the vector processor has no form for it on these types}}
    %r = arith.divsi %x, %x : i32
    linalg.yield %r : i32
  } -> tensor<4x33xi32>
  return %q : tensor<4x33xi32>
}

// -----

// The upper half of the shifted value is not there.
func.func @main(%a: tensor<4x33xi64>) -> tensor<4x33xi64> {
  %e = tensor.empty() : tensor<4x33xi64>
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x33xi64>) outs(%e : tensor<4x33xi64>) {
  ^bb0(%x: i64, %o: i64):
    // expected-error @+1 {{'arith.shrui' op cannot be lowered}}
    %r = arith.shrui %x, %x : i64
    linalg.yield %r : i64
  } -> tensor<4x33xi64>
  return %q : tensor<4x33xi64>
}

// -----

// Lanes have 32 bits, and a store to 64 extends with the sign.
func.func @main(%a: tensor<4x33xi32>) -> tensor<4x33xi64> {
  %e = tensor.empty() : tensor<4x33xi64>
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x33xi32>) outs(%e : tensor<4x33xi64>) {
  ^bb0(%x: i32, %o: i64):
    // expected-error @+1 {{'arith.extui' op cannot be lowered}}
    %r = arith.extui %x : i32 to i64
    linalg.yield %r : i64
  } -> tensor<4x33xi64>
  return %q : tensor<4x33xi64>
}

// -----

// Registers hold 1 for true, and -1 is below 0.
func.func @main(%a: tensor<4x33xi1>) -> tensor<4x33xi1> {
  %e = tensor.empty() : tensor<4x33xi1>
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x33xi1>) outs(%e : tensor<4x33xi1>) {
  ^bb0(%x: i1, %o: i1):
    %true = arith.constant true
    %not = arith.xori %x, %true : i1
    // expected-error @+1 {{'arith.cmpi' op cannot be lowered}}
    %r = arith.cmpi slt, %x, %not : i1
    linalg.yield %r : i1
  } -> tensor<4x33xi1>
  return %q : tensor<4x33xi1>
}

// -----

// A constant beyond 32 bits.
func.func @main(%a: tensor<4x33xi64>) -> tensor<4x33xi64> {
  %c = arith.constant 4294967296 : i64
  %e = tensor.empty() : tensor<4x33xi64>
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x33xi64>) outs(%e : tensor<4x33xi64>) {
  ^bb0(%x: i64, %o: i64):
    // expected-error @+1 {{uses a value of type 'i64' that the vector processor cannot hold; it computes on f32, bf16 and integers that fit 32 bits}}
    %r = arith.addi %x, %c : i64
    linalg.yield %r : i64
  } -> tensor<4x33xi64>
  return %q : tensor<4x33xi64>
}

// -----

func.func @main(%a: tensor<8x8xf32>) -> tensor<16x8xf32> {
  %e = tensor.empty() : tensor<16x8xf32>
  // expected-error @+1 {{indexes a tensor by a map that is not linear: affine_map<(d0, d1) -> (d0 floordiv 2, d1)>}}
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i floordiv 2, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<8x8xf32>) outs(%e : tensor<16x8xf32>) {
  ^bb0(%x: f32, %o: f32):
    %r = arith.negf %x : f32
    linalg.yield %r : f32
  } -> tensor<16x8xf32>
  return %q : tensor<16x8xf32>
}

// -----

func.func @main(%a: tensor<8xf32>, %b: tensor<8xf32>, %c: tensor<8xf32>, %d: tensor<8xf32>, %f: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  // expected-error @+1 {{reads 5 tensors and writes 1; a vector instruction has four input and two output streams}}
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b, %c, %d, %f : tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>, tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^bb0(%s: f32, %t: f32, %u: f32, %v: f32, %w: f32, %o: f32):
    %x = arith.addf %s, %t : f32
    %y = arith.mulf %x, %u : f32
    %z = arith.addf %y, %v : f32
    %r = arith.mulf %z, %w : f32
    linalg.yield %r : f32
  } -> tensor<8xf32>
  return %q : tensor<8xf32>
}

// -----

// More than 32 values that are all needed at the end.
func.func @main(%a: tensor<4x33xf32>) -> tensor<4x33xf32> {
  %e = tensor.empty() : tensor<4x33xf32>
  // expected-error @+1 {{needs more than the vector processor's 32 registers}}
  %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%a : tensor<4x33xf32>) outs(%e : tensor<4x33xf32>) {
  ^bb0(%x: f32, %o: f32):
    %v0 = math.tanh %x : f32
    %v1 = math.tanh %v0 : f32
    %v2 = math.tanh %v1 : f32
    %v3 = math.tanh %v2 : f32
    %v4 = math.tanh %v3 : f32
    %v5 = math.tanh %v4 : f32
    %v6 = math.tanh %v5 : f32
    %v7 = math.tanh %v6 : f32
    %v8 = math.tanh %v7 : f32
    %v9 = math.tanh %v8 : f32
    %v10 = math.tanh %v9 : f32
    %v11 = math.tanh %v10 : f32
    %v12 = math.tanh %v11 : f32
    %v13 = math.tanh %v12 : f32
    %v14 = math.tanh %v13 : f32
    %v15 = math.tanh %v14 : f32
    %v16 = math.tanh %v15 : f32
    %v17 = math.tanh %v16 : f32
    %v18 = math.tanh %v17 : f32
    %v19 = math.tanh %v18 : f32
    %v20 = math.tanh %v19 : f32
    %v21 = math.tanh %v20 : f32
    %v22 = math.tanh %v21 : f32
    %v23 = math.tanh %v22 : f32
    %v24 = math.tanh %v23 : f32
    %v25 = math.tanh %v24 : f32
    %v26 = math.tanh %v25 : f32
    %v27 = math.tanh %v26 : f32
    %v28 = math.tanh %v27 : f32
    %v29 = math.tanh %v28 : f32
    %v30 = math.tanh %v29 : f32
    %v31 = math.tanh %v30 : f32
    %v32 = math.tanh %v31 : f32
    %v33 = math.tanh %v32 : f32
    %s0 = arith.subf %v0, %v33 : f32
    %s1 = arith.subf %s0, %v1 : f32
    %s2 = arith.subf %s1, %v2 : f32
    %s3 = arith.subf %s2, %v3 : f32
    %s4 = arith.subf %s3, %v4 : f32
    %s5 = arith.subf %s4, %v5 : f32
    %s6 = arith.subf %s5, %v6 : f32
    %s7 = arith.subf %s6, %v7 : f32
    %s8 = arith.subf %s7, %v8 : f32
    %s9 = arith.subf %s8, %v9 : f32
    %s10 = arith.subf %s9, %v10 : f32
    %s11 = arith.subf %s10, %v11 : f32
    %s12 = arith.subf %s11, %v12 : f32
    %s13 = arith.subf %s12, %v13 : f32
    %s14 = arith.subf %s13, %v14 : f32
    %s15 = arith.subf %s14, %v15 : f32
    %s16 = arith.subf %s15, %v16 : f32
    %s17 = arith.subf %s16, %v17 : f32
    %s18 = arith.subf %s17, %v18 : f32
    %s19 = arith.subf %s18, %v19 : f32
    %s20 = arith.subf %s19, %v20 : f32
    %s21 = arith.subf %s20, %v21 : f32
    %s22 = arith.subf %s21, %v22 : f32
    %s23 = arith.subf %s22, %v23 : f32
    %s24 = arith.subf %s23, %v24 : f32
    %s25 = arith.subf %s24, %v25 : f32
    %s26 = arith.subf %s25, %v26 : f32
    %s27 = arith.subf %s26, %v27 : f32
    %s28 = arith.subf %s27, %v28 : f32
    %s29 = arith.subf %s28, %v29 : f32
    %s30 = arith.subf %s29, %v30 : f32
    %s31 = arith.subf %s30, %v31 : f32
    %s32 = arith.subf %s31, %v32 : f32
    linalg.yield %s32 : f32
  } -> tensor<4x33xf32>
  return %q : tensor<4x33xf32>
}
