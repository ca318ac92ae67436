// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constants stay in registers over the whole instruction as long as there are
// enough; forty of them are made anew where they are read.
// RUN: alc-opt %s -alc-compile=chip=nano | FileCheck %s

// CHECK: alc.micro_program {{.*}}setup [] before [] body ["neg {{v[0-9]+}}, s0", "movhi [[C:v[0-9]+]], 0x3fc0", "mul {{v[0-9]+}}, {{v[0-9]+}}, [[C]]", "movhi [[D:v[0-9]+]], 0x4020", "max {{v[0-9]+}}, {{v[0-9]+}}, [[D]]",
func.func @main(%a: tensor<33xf32>) -> tensor<33xf32> {
  %e = tensor.empty() : tensor<33xf32>
  %q = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%a : tensor<33xf32>) outs(%e : tensor<33xf32>) {
  ^bb0(%x: f32, %o: f32):
    %s0 = arith.negf %x : f32
    %c0 = arith.constant 1.5 : f32
    %s1 = arith.mulf %s0, %c0 : f32
    %c1 = arith.constant 2.5 : f32
    %s2 = arith.maximumf %s1, %c1 : f32
    %c2 = arith.constant 3.5 : f32
    %s3 = arith.mulf %s2, %c2 : f32
    %c3 = arith.constant 4.5 : f32
    %s4 = arith.maximumf %s3, %c3 : f32
    %c4 = arith.constant 5.5 : f32
    %s5 = arith.mulf %s4, %c4 : f32
    %c5 = arith.constant 6.5 : f32
    %s6 = arith.maximumf %s5, %c5 : f32
    %c6 = arith.constant 7.5 : f32
    %s7 = arith.mulf %s6, %c6 : f32
    %c7 = arith.constant 8.5 : f32
    %s8 = arith.maximumf %s7, %c7 : f32
    %c8 = arith.constant 9.5 : f32
    %s9 = arith.mulf %s8, %c8 : f32
    %c9 = arith.constant 10.5 : f32
    %s10 = arith.maximumf %s9, %c9 : f32
    %c10 = arith.constant 11.5 : f32
    %s11 = arith.mulf %s10, %c10 : f32
    %c11 = arith.constant 12.5 : f32
    %s12 = arith.maximumf %s11, %c11 : f32
    %c12 = arith.constant 13.5 : f32
    %s13 = arith.mulf %s12, %c12 : f32
    %c13 = arith.constant 14.5 : f32
    %s14 = arith.maximumf %s13, %c13 : f32
    %c14 = arith.constant 15.5 : f32
    %s15 = arith.mulf %s14, %c14 : f32
    %c15 = arith.constant 16.5 : f32
    %s16 = arith.maximumf %s15, %c15 : f32
    %c16 = arith.constant 17.5 : f32
    %s17 = arith.mulf %s16, %c16 : f32
    %c17 = arith.constant 18.5 : f32
    %s18 = arith.maximumf %s17, %c17 : f32
    %c18 = arith.constant 19.5 : f32
    %s19 = arith.mulf %s18, %c18 : f32
    %c19 = arith.constant 20.5 : f32
    %s20 = arith.maximumf %s19, %c19 : f32
    %c20 = arith.constant 21.5 : f32
    %s21 = arith.mulf %s20, %c20 : f32
    %c21 = arith.constant 22.5 : f32
    %s22 = arith.maximumf %s21, %c21 : f32
    %c22 = arith.constant 23.5 : f32
    %s23 = arith.mulf %s22, %c22 : f32
    %c23 = arith.constant 24.5 : f32
    %s24 = arith.maximumf %s23, %c23 : f32
    %c24 = arith.constant 25.5 : f32
    %s25 = arith.mulf %s24, %c24 : f32
    %c25 = arith.constant 26.5 : f32
    %s26 = arith.maximumf %s25, %c25 : f32
    %c26 = arith.constant 27.5 : f32
    %s27 = arith.mulf %s26, %c26 : f32
    %c27 = arith.constant 28.5 : f32
    %s28 = arith.maximumf %s27, %c27 : f32
    %c28 = arith.constant 29.5 : f32
    %s29 = arith.mulf %s28, %c28 : f32
    %c29 = arith.constant 30.5 : f32
    %s30 = arith.maximumf %s29, %c29 : f32
    %c30 = arith.constant 31.5 : f32
    %s31 = arith.mulf %s30, %c30 : f32
    %c31 = arith.constant 32.5 : f32
    %s32 = arith.maximumf %s31, %c31 : f32
    %c32 = arith.constant 33.5 : f32
    %s33 = arith.mulf %s32, %c32 : f32
    %c33 = arith.constant 34.5 : f32
    %s34 = arith.maximumf %s33, %c33 : f32
    %c34 = arith.constant 35.5 : f32
    %s35 = arith.mulf %s34, %c34 : f32
    %c35 = arith.constant 36.5 : f32
    %s36 = arith.maximumf %s35, %c35 : f32
    %c36 = arith.constant 37.5 : f32
    %s37 = arith.mulf %s36, %c36 : f32
    %c37 = arith.constant 38.5 : f32
    %s38 = arith.maximumf %s37, %c37 : f32
    %c38 = arith.constant 39.5 : f32
    %s39 = arith.mulf %s38, %c38 : f32
    %c39 = arith.constant 40.5 : f32
    %s40 = arith.maximumf %s39, %c39 : f32
    %r = arith.subf %s40, %x : f32
    linalg.yield %r : f32
  } -> tensor<33xf32>
  return %q : tensor<33xf32>
}
