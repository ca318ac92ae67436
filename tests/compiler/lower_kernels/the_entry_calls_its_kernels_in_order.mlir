// SPDX-FileCopyrightText: 2026 Alcyone contributors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry calls its kernels in order, and nothing else; what a program file
// says about itself moves to the module, with the chip as it was given.
// RUN: alc-opt %s -alc-lower-kernels=chip=nano | FileCheck %s

// CHECK:       module attributes {alc.arguments = [{name = "0"}, {name = "1"}, {name = "2"}, {name = "3"}], alc.chip = "nano",
// CHECK-SAME:    alc.weights = [{offset = 0 : i64}]} {
// CHECK:         func.func private @model.one.0() {
// CHECK:         func.func private @model.two.1() {
// CHECK:         func.func @model() {
// CHECK-NEXT:      call @model.one.0() : () -> ()
// CHECK-NEXT:      call @model.two.1() : () -> ()
// CHECK-NEXT:      return
func.func @model(%a: tensor<8xf32>) -> tensor<8xf32>
    attributes {alc.arguments = [{name = "0"}, {name = "1"}, {name = "2"}, {name = "3"}], alc.weights = [{offset = 0 : i64}]} {
  %r = alc.kernel "one"(%a : tensor<8xf32>) -> tensor<8xf32> {
  ^bb0(%x: tensor<8xf32>):
    %e = tensor.empty() : tensor<8xf32>
    %p = linalg.generic {indexing_maps = [affine_map<(i) -> (-i + 7)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
        ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) {
    ^bb0(%s: f32, %o: f32):
      linalg.yield %s : f32
    } -> tensor<8xf32>
    alc.yield %p : tensor<8xf32>
  } {places = [{argument = 2 : i64, offset = 0 : i64, strides = array<i64: 1>},
               {argument = 1 : i64, offset = 0 : i64, strides = array<i64: 1>}]}
  %q = alc.kernel "two"(%r : tensor<8xf32>) -> tensor<8xf32> {
  ^bb0(%x: tensor<8xf32>):
    %e = tensor.empty() : tensor<8xf32>
    %p = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
        ins(%x : tensor<8xf32>) outs(%e : tensor<8xf32>) {
    ^bb0(%s: f32, %o: f32):
      linalg.yield %s : f32
    } -> tensor<8xf32>
    alc.yield %p : tensor<8xf32>
  } {places = [{argument = 1 : i64, offset = 0 : i64, strides = array<i64: 1>},
               {argument = 3 : i64, offset = 0 : i64, strides = array<i64: 1>}]}
  return %q : tensor<8xf32>
}
