// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each operation of a body becomes micro-instructions on registers (v), streams
// (s) and indices (i). Constants are made once, in the setup section.
// RUN: alc-opt %s -split-input-file -alc-compile=chip=nano | FileCheck %s

// A comparison by its operands in turn, and a choice.
// CHECK: alc.micro_program {{.*}}body ["flt [[C:v[0-9]+]], s1, s0", "select [[R:v[0-9]+]], [[C]], s0, s1", "store o0, [[R]]"] after []
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %c = arith.cmpf ogt, %x, %y : f32
    %r = arith.select %c, %x, %y : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// What is true for NaN as well is the opposite of its opposite.
// CHECK: alc.micro_program {{.*}}body ["feq [[C:v[0-9]+]], s0, s1", "ixor [[R:v[0-9]+]], [[C]], {{v[0-9]+}}", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xi1> {
  %e = tensor.empty() : tensor<33xi1>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xi1>) {
  ^bb0(%x: f32, %y: f32, %o: i1):
    %r = arith.cmpf une, %x, %y : f32
    linalg.yield %r : i1
  } -> tensor<33xi1>
  return %q : tensor<33xi1>
}

// -----

// exp and log go through powers and logarithms of two.
// CHECK: alc.micro_program {{.*}}setup ["movhi [[LOG2E:v[0-9]+]], 0x3fb8", "orlo [[LOG2E]], 0xaa3b"] before [] body ["mul [[P:v[0-9]+]], s0, [[LOG2E]]", "exp2 [[R:v[0-9]+]], [[P]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a : tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %o: f32):
    %r = math.exp %x : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// A quotient is a product with the reciprocal, which is known for constants.
// CHECK: alc.micro_program {{.*}}body ["rcp [[I:v[0-9]+]], s1", "mul [[R:v[0-9]+]], s0, [[I]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %r = arith.divf %x, %y : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// CHECK: alc.micro_program {{.*}}setup ["movhi [[EIGHTH:v[0-9]+]], 0x3e00"] before [] body ["mul [[R:v[0-9]+]], s0, [[EIGHTH]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a : tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %o: f32):
    %c = arith.constant 8.0 : f32
    %r = arith.divf %x, %c : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// A quotient by a root takes one special function, not three.
// CHECK: alc.micro_program {{.*}}body ["rsqrt [[I:v[0-9]+]], s1", "mul [[R:v[0-9]+]], s0, [[I]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %s = math.sqrt %y : f32
    %r = arith.divf %x, %s : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// Small integers live in registers as their own value: a sum is wrapped, an
// unsigned one masked where it is widened.
// CHECK: alc.micro_program {{.*}}body ["iadd [[S:v[0-9]+]], s0, s1", "shl [[T:v[0-9]+]], [[S]], [[N:v[0-9]+]]", "shr [[R:v[0-9]+]], [[T]], [[N]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xi8>, %b: tensor<33xi8>) -> tensor<33xi8> {
  %e = tensor.empty() : tensor<33xi8>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xi8>, tensor<33xi8>) outs(%e : tensor<33xi8>) {
  ^bb0(%x: i8, %y: i8, %o: i8):
    %r = arith.addi %x, %y : i8
    linalg.yield %r : i8
  } -> tensor<33xi8>
  return %q : tensor<33xi8>
}

// -----

// CHECK: alc.micro_program {{.*}}setup [{{.*}}0xff"] before [] body ["iand [[W:v[0-9]+]], s0, {{v[0-9]+}}", "iadd [[R:v[0-9]+]], [[W]], s1", "store o0, [[R]]"]
func.func @main(%a: tensor<33xi8>, %b: tensor<33xi32>) -> tensor<33xi32> {
  %e = tensor.empty() : tensor<33xi32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xi8>, tensor<33xi32>) outs(%e : tensor<33xi32>) {
  ^bb0(%x: i8, %y: i32, %o: i32):
    %w = arith.extui %x : i8 to i32
    %r = arith.addi %w, %y : i32
    linalg.yield %r : i32
  } -> tensor<33xi32>
  return %q : tensor<33xi32>
}

// -----

// True is 1, and -1 as a signed number.
// CHECK: alc.micro_program {{.*}}body ["itof [[F:v[0-9]+]], s0", "neg [[R:v[0-9]+]], [[F]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xi1>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a : tensor<33xi1>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: i1, %o: f32):
    %r = arith.sitofp %x : i1 to f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// The larger number: the other one if one is no number.
// CHECK: alc.micro_program {{.*}}body ["max [[M:v[0-9]+]], s0, s1", "fun [[NO_Y:v[0-9]+]], s1, s1", "select [[S:v[0-9]+]], [[NO_Y]], s0, [[M]]", "fun [[NO_X:v[0-9]+]], s0, s0", "select [[R:v[0-9]+]], [[NO_X]], s1, [[S]]", "store o0, [[R]]"]
func.func @main(%a: tensor<33xf32>, %b: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a, %b : tensor<33xf32>, tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %r = arith.maxnumf %x, %y : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}

// -----

// A loop's counter is an index; lanes have one each.
// CHECK: alc.micro_program {{.*}}body ["iadd [[R:v[0-9]+]], i3, s0", "store o0, [[R]]"]
func.func @main(%a: tensor<33xi32>) -> tensor<33xi32> {
  %e = tensor.empty() : tensor<33xi32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a : tensor<33xi32>) outs(%e : tensor<33xi32>) {
  ^bb0(%x: i32, %o: i32):
    %i = linalg.index 0 : index
    %n = arith.index_cast %i : index to i32
    %r = arith.addi %n, %x : i32
    linalg.yield %r : i32
  } -> tensor<33xi32>
  return %q : tensor<33xi32>
}
